import { ENVIRONMENTS, type Environment, MODES, type Mode } from '@ibyok/mode-resolution';
import { oneOf } from '../../shared/search-parameters.js';

/** The orders of the table; a minus turns one round, and nothing stands for the newest first. */
export const SORTS = ['created', 'name', '-name', 'provider', '-provider', 'fetched', '-fetched'] as const;
export type Sort = (typeof SORTS)[number];

/** Which keys the page shows, and in which order; what is missing narrows nothing. */
export interface Find {
  /** Words that a key's name, slug, provider or last four have. */
  readonly q?: string;
  /** An `llmType`. */
  readonly provider?: string;
  /** The effective mode, in the environment `env`, or in any where that is missing. */
  readonly mode?: Mode;
  readonly env?: Environment;
  /** Not fetched for so many days, or never. */
  readonly unused?: 30 | 'never';
  readonly sort?: Sort;
}

/** The panels over the page: a key's own, by its id, or one by its name. */
export interface KeysPanel {
  readonly key: string;
  readonly panel: 'add' | 'import' | 'token';
}

/** All that the address of the Keys page says. */
export type KeysSearch = Find & Partial<KeysPanel>;

/** The parameters that open a panel. */
export const KEYS_PANELS = ['key', 'panel'] as const satisfies readonly (keyof KeysPanel)[];

const PANELS = ['add', 'import', 'token'] as const;
const UNUSED = [30, 'never'] as const;

/** Reads the parameters of an address, whatever they are; a word that is not known counts as missing. */
export function readKeysSearch(parameters: Readonly<Record<string, unknown>>): KeysSearch {
  const q = text(parameters.q);
  const provider = text(parameters.provider);
  const mode = oneOf(MODES, parameters.mode);
  const env = mode && oneOf(ENVIRONMENTS, parameters.env);
  const unused = oneOf(UNUSED, parameters.unused);
  const sort = oneOf(SORTS, parameters.sort);
  const key = text(parameters.key);
  const panel = key === undefined ? oneOf(PANELS, parameters.panel) : undefined;
  return {
    ...(q && { q }),
    ...(provider && { provider }),
    ...(mode && { mode }),
    ...(env && { env }),
    ...(unused && { unused }),
    ...(sort && { sort }),
    ...(key && { key }),
    ...(panel && { panel }),
  };
}

/** Those parts of an address that narrow or sort the table. */
export function findOf({ key: _, panel: __, ...find }: KeysSearch): Find {
  return find;
}

/** Reads those parts of an address that open a panel. */
export function readKeysPanel(parameters: Readonly<Record<string, unknown>>): Partial<KeysPanel> {
  const { key, panel } = readKeysSearch(parameters);
  return { ...(key && { key }), ...(panel && { panel }) };
}

/** Whether anything is left out of the table; an order leaves nothing out. */
export function isNarrowed({ sort: _, ...filters }: Find): boolean {
  return Object.keys(filters).length > 0;
}

/** The router reads what looks like a number as one. */
function text(value: unknown): string | undefined {
  return typeof value === 'number'
    ? String(value)
    : typeof value === 'string' && value !== ''
      ? value
      : undefined;
}
