import { ENVIRONMENTS, MODES } from '@ibyok/mode-resolution';
import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import type { Key, Token } from '../../shared/api/types.js';
import { ENVIRONMENT_WORD, MODE_WORD } from '../../shared/modes/words.js';
import segments from '../../shared/ui/segments.module.css';
import { usageText } from '../../text/usage.js';
import classes from './usage-bar.module.css';
import {
  isFiltered,
  OUTSIDE_PRODUCTION,
  PERIODS,
  presentDay,
  readUsageSearch,
  shownDays,
  type UsageSearch,
  withoutFilters,
} from './usage-search.js';

interface UsageBarProps {
  readonly search: UsageSearch;
  readonly keys: readonly Key[];
  readonly tokens: readonly Token[];
  readonly onChange: (search: UsageSearch) => void;
}

const OWN = 'own';

/** Chooses the period, and narrows down which fetches are counted. */
export function UsageBar({ search, keys, tokens, onChange }: UsageBarProps) {
  const { period, filters } = usageText;
  const own = search.from !== undefined || search.to !== undefined;
  const shown = shownDays(search, presentDay());
  const change = (changed: Readonly<Record<string, unknown>>): void =>
    onChange(readUsageSearch({ ...search, ...changed }));
  const choosePeriod = (value: string): void =>
    change(value === OWN ? shown : { days: value, from: undefined, to: undefined });
  const select = (name: 'env' | 'mode' | 'key' | 'token', label: string, choices: readonly Choice[]) => (
    <NativeSelect
      label={label}
      className={name === 'env' ? classes.wide : classes.field}
      data={[{ value: '', label: filters.all }, ...withChosen(choices, search[name])]}
      value={search[name] ?? ''}
      onChange={({ currentTarget: { value } }) => change({ [name]: value })}
    />
  );
  return (
    <div className={classes.bar}>
      <SegmentedControl
        aria-label={period.label}
        classNames={{ input: segments.input, label: classes.segment }}
        className={classes.period}
        value={own ? OWN : String(search.days ?? 30)}
        onChange={choosePeriod}
        data={[
          ...PERIODS.map((days) => ({ value: String(days), label: period.days(days) })),
          { value: OWN, label: period.own },
        ]}
      />
      {own &&
        (['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            type="date"
            label={period[end]}
            className={classes.field}
            value={shown[end]}
            onChange={({ currentTarget: { value } }) => value && change({ ...shown, [end]: value })}
          />
        ))}
      {select('env', filters.environment, [
        ...ENVIRONMENTS.map((one) => ({ value: one, label: ENVIRONMENT_WORD[one] })),
        { value: OUTSIDE_PRODUCTION, label: filters.outsideProduction },
      ])}
      {select(
        'mode',
        filters.mode,
        MODES.map((one) => ({ value: one, label: MODE_WORD[one] })),
      )}
      {select('key', filters.key, keys.map(named))}
      {select('token', filters.token, tokens.map(named))}
      {isFiltered(search) && (
        <Button
          variant="subtle"
          px="xs"
          className={classes.clear}
          onClick={() => onChange(withoutFilters(search))}
        >
          {filters.clear}
        </Button>
      )}
    </div>
  );
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

function named({ id, name }: { readonly id: string; readonly name: string }): Choice {
  return { value: id, label: name };
}

/** What is chosen stays to be seen where it is not there any more. */
function withChosen(choices: readonly Choice[], chosen: string | undefined): readonly Choice[] {
  const known = chosen === undefined || choices.some(({ value }) => value === chosen);
  return known ? choices : [...choices, { value: chosen, label: chosen }];
}
