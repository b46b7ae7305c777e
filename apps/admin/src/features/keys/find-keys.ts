import { ENVIRONMENTS, type Environment, type Mode, OVERRIDES, type Overrides } from '@ibyok/mode-resolution';
import { keyMode, type ModeRules } from '../../shared/modes/key-modes.js';
import { providerName } from '../../shared/providers/provider-name.js';
import type { Find, Sort } from './keys-search.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const COLLATOR = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The parts of a key that finding looks at. */
export interface Findable {
  readonly name: string;
  readonly slug: string;
  readonly llmType: string;
  readonly last4: string;
  readonly overrides: Overrides;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

/** The keys that are sought, in the order that is asked for; `keys` are newest first. */
export function findKeys<Key extends Findable>(
  keys: readonly Key[],
  find: Find,
  rules: ModeRules,
  now: number,
): readonly Key[] {
  const tests = [
    find.q && hasWords(find.q),
    find.provider && ((key: Findable) => key.llmType === find.provider),
    find.mode && hasMode(find.mode, find.env, rules),
    find.unused && isUnused(find.unused, now),
  ].filter((test) => typeof test === 'function');
  const found = tests.length === 0 ? keys : keys.filter((key) => tests.every((test) => test(key)));
  return find.sort === undefined ? found : found.toSorted(ORDERS[find.sort]);
}

type Test = (key: Findable) => boolean;

// What a key is found by stays the same as long as the key does.
const TEXTS = new WeakMap<Findable, string>();

function textOf(key: Findable): string {
  let text = TEXTS.get(key);
  if (text === undefined) {
    text = [key.name, key.slug, providerName(key.llmType), key.last4].join(' ').toLowerCase();
    TEXTS.set(key, text);
  }
  return text;
}

/** Whether a key has every word somewhere in its name, slug, provider or last four. */
function hasWords(q: string): Test {
  const words = q.toLowerCase().split(/\s+/);
  return (key) => words.every((word) => textOf(key).includes(word));
}

/** Three overrides and three environments make nine cases, however many keys there are. */
function hasMode(mode: Mode, env: Environment | undefined, rules: ModeRules): Test {
  const fitting = new Set(
    ENVIRONMENTS.filter((environment) => env === undefined || env === environment).flatMap((environment) =>
      OVERRIDES.filter((override) => {
        const overrides = { development: override, staging: override, production: override };
        return keyMode(rules, overrides, environment).effectiveMode === mode;
      }).map((override) => `${environment} ${override}`),
    ),
  );
  return ({ overrides }) =>
    ENVIRONMENTS.some((environment) => fitting.has(`${environment} ${overrides[environment]}`));
}

function isUnused(unused: 30 | 'never', now: number): Test {
  if (unused === 'never') return ({ lastUsedAt }) => lastUsedAt === null;
  const since = new Date(now - unused * DAY_MS).toISOString();
  return ({ lastUsedAt }) => lastUsedAt === null || lastUsedAt < since;
}

type Order = (a: Findable, b: Findable) => number;

const byName: Order = (a, b) => COLLATOR.compare(a.name, b.name);
const byProvider: Order = (a, b) =>
  COLLATOR.compare(providerName(a.llmType), providerName(b.llmType)) || byName(a, b);
/** Never comes before all; times as the server writes them sort as texts. */
const byFetched: Order = (a, b) => compare(a.lastUsedAt ?? '', b.lastUsedAt ?? '');

const ORDERS: Readonly<Record<Sort, Order>> = {
  created: (a, b) => compare(a.createdAt, b.createdAt),
  name: byName,
  '-name': (a, b) => byName(b, a),
  provider: byProvider,
  '-provider': (a, b) => byProvider(b, a),
  fetched: byFetched,
  '-fetched': (a, b) => byFetched(b, a),
};

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
