import type { ReadableKey } from '@ibyok/client';
import { providerOf } from '@ibyok/providers';
import { Failure, noSuchKey } from '../failure.js';

/** Which variables a key becomes. */
export interface Assignment {
  readonly key: ReadableKey;
  readonly variable: string;
  /** For its address, where it has one. */
  readonly addressVariable: string;
}

/** What people asked for; keys are named by slug or id. */
export interface Wishes {
  /** The only keys to inject; null for all. */
  readonly only: readonly string[] | null;
  /** The variables of single keys, by reference. */
  readonly map: ReadonlyMap<string, string>;
}

/** What providers' own clients read their address from, where it is not the key's stem and `_BASE_URL`. */
const ADDRESS_VARIABLES: Readonly<Record<string, string>> = { GEMINI_API_KEY: 'GOOGLE_GEMINI_BASE_URL' };
/**
 * What providers' own clients put behind the address in their variable: there it must not stand already. Other clients
 * want the whole address, and read it from variables of other names.
 */
const PATHS_OF_OWN_CLIENTS: Readonly<Record<string, string>> = {
  GROQ_BASE_URL: '/openai/v1',
  CEREBRAS_BASE_URL: '/v1',
  FIREWORKS_BASE_URL: '/inference/v1',
};
const KEY_WORDS = /_(?:SECRET_KEY|API_KEY|API_TOKEN|ACCESS_TOKEN|AUTH_TOKEN|KEY|TOKEN)$/;

/** Decides which key becomes which variable. Throws a Failure where a key is not there or two would become one. */
export function planRun(keys: readonly ReadableKey[], { only, map }: Wishes): Assignment[] {
  const find = (reference: string): ReadableKey => {
    const key = keys.find(({ slug, keyId }) => slug === reference || keyId === reference);
    if (!key) throw noSuchKey(reference);
    return key;
  };
  const wanted = only === null ? null : new Set(only.map(find));
  const chosen = keys.filter((key) => wanted?.has(key) ?? true);
  const given = new Map<ReadableKey, string>();
  for (const [reference, variable] of map) {
    const key = find(reference);
    if (!chosen.includes(key)) {
      throw new Failure(
        'map_without_key',
        `--map names ${reference}, which --only leaves out: name it in both, or in none.`,
      );
    }
    if (given.has(key))
      throw new Failure('map_twice', `--map names ${key.slug} twice: give it one variable.`);
    given.set(key, variable);
  }
  const plan = chosen.map((key): Assignment => {
    const variable = given.get(key) ?? variableOf(key);
    return { key, variable, addressVariable: addressVariableOf(variable) };
  });
  refuseConflicts(plan);
  return plan;
}

/** The variable that the provider's own client reads; one made of the slug where no provider is known. */
function variableOf({ llmType, slug }: ReadableKey): string {
  const known = providerOf(llmType)?.envVar;
  if (known) return known;
  const stem = slug.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  return `${/^\d/.test(stem) ? '_' : ''}${stem}_API_KEY`;
}

/** `OPENAI_BASE_URL` for `OPENAI_API_KEY`. */
export function addressVariableOf(variable: string): string {
  return ADDRESS_VARIABLES[variable] ?? `${variable.replace(KEY_WORDS, '')}_BASE_URL`;
}

/** The address of a key as whoever reads its variable takes it. */
export function addressFor({ addressVariable }: Assignment, baseUrl: string): string {
  const path = PATHS_OF_OWN_CLIENTS[addressVariable];
  return path !== undefined && baseUrl.endsWith(path) ? baseUrl.slice(0, -path.length) : baseUrl;
}

function refuseConflicts(plan: readonly Assignment[]): void {
  const holders = new Map<string, ReadableKey>();
  for (const { key, variable, addressVariable } of plan) {
    for (const name of [variable, addressVariable]) {
      const holder = holders.get(name);
      if (holder) {
        const [one, other] = [holder.slug, key.slug];
        const choice = `choose one with --only ${one}, or give one another variable with --map ${other}=MY_API_KEY`;
        throw new Failure('variable_conflict', `${one} and ${other} are both for ${name}: ${choice}.`);
      }
      holders.set(name, key);
    }
  }
}
