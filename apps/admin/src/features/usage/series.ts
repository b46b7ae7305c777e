import { ENVIRONMENTS, MODES } from '@ibyok/mode-resolution';
import type { UsageSeries, UsageSeriesItem } from '../../shared/api/types.js';
import { ENVIRONMENT_WORD, MODE_WORD } from '../../shared/modes/words.js';
import { usageText } from '../../text/usage.js';
import type { UsageSearch, UsageSplit } from './usage-search.js';

/** One part of each bar, and one line of the tables. */
export interface ShownSeries {
  readonly id: string;
  readonly label: string;
  /** What is the matter with it, in a word. */
  readonly note?: string;
  /** Which colour and pattern it has. */
  readonly style: string;
  readonly fetches: number;
  readonly mock: number;
  readonly live: number;
  readonly byDay: readonly number[];
  /** What of the address shows it alone; null for what is many. */
  readonly only: Partial<UsageSearch> | null;
}

const ENVIRONMENT_STYLE = { development: '2', staging: '4', production: '1' } as const;

/** The parts of the bars: environments and modes in their usual order, keys and tokens with the most fetches first. */
export function shownSeries({ items, others }: UsageSeries, split: UsageSplit): readonly ShownSeries[] {
  const shown = inOrder(items, split).map((item, index) => ({ ...facesOf(item, index), ...numbersOf(item) }));
  if (!others || (split !== 'key' && split !== 'token')) return shown;
  const label = usageText.groups.others[split](others.count);
  return [...shown, { id: 'others', label, style: 'others', only: null, ...numbersOf(others) }];
}

function inOrder(items: readonly UsageSeriesItem[], split: UsageSplit): readonly UsageSeriesItem[] {
  if (split === 'environment')
    return ENVIRONMENTS.flatMap((one) => items.filter((item) => item.environment === one));
  if (split === 'mode') return MODES.flatMap((one) => items.filter((item) => item.mode === one));
  return items;
}

function facesOf(
  { environment, mode, keyId, tokenId, name, revoked }: UsageSeriesItem,
  index: number,
): Pick<ShownSeries, 'id' | 'label' | 'note' | 'style' | 'only'> {
  if (environment) {
    const style = ENVIRONMENT_STYLE[environment];
    return { id: environment, label: ENVIRONMENT_WORD[environment], style, only: { env: environment } };
  }
  if (mode) return { id: mode, label: MODE_WORD[mode], style: mode, only: { mode } };
  const id = keyId ?? tokenId ?? '';
  const note = name === undefined ? usageText.groups.deleted : revoked ? usageText.groups.revoked : undefined;
  return {
    id,
    label: name ?? id,
    ...(note !== undefined && { note }),
    style: String(index + 1),
    only: keyId ? { key: id } : { token: id },
  };
}

function numbersOf({ fetches, mock, live, byDay }: Omit<UsageSeriesItem, 'liveOutsideProduction'>) {
  return { fetches, mock, live, byDay };
}
