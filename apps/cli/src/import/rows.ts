import {
  type Dotenv,
  type DotenvVariable,
  detectProvider,
  isMockValue,
  keyValueProblem,
  lastFourOf,
  type Provider,
  providerOfVariable,
} from '@ibyok/providers';

/** A variable that is to become a key. */
export interface ImportRow {
  readonly variable: string;
  readonly provider: Provider;
  readonly name: string;
  readonly value: string;
  /** All that is shown of the value. */
  readonly last4: string;
}

/** A variable that is left out, and why. */
export interface LeftOut {
  readonly variable: string;
  readonly reason: string;
}

/** What a file comes to. Where `problems` has anything, nothing of it is stored. */
export interface ImportPlan {
  readonly rows: readonly ImportRow[];
  readonly leftOut: readonly LeftOut[];
  readonly problems: readonly string[];
}

/** Words of variables that say how a page is built, nothing about the key. */
const BUILD_WORDS: ReadonlySet<string> = new Set(['VITE', 'NEXT', 'NUXT', 'PUBLIC', 'REACT', 'EXPO', 'APP']);
const MAX_NAME_LENGTH = 100;

/**
 * Decides what of a file becomes a key.
 * @param only the only variables that count; null for all
 * @param takenNames the names of keys that are there
 */
export function planImport(
  { variables, unreadable }: Dotenv,
  only: readonly string[] | null,
  takenNames: ReadonlySet<string>,
): ImportPlan {
  const rows: ImportRow[] = [];
  const leftOut: LeftOut[] = [];
  const problems = unreadable.map((line) => `line ${line} is no variable`);
  for (const name of only ?? []) {
    if (!variables.some((variable) => variable.name === name))
      problems.push(`--only names ${name}, which is not there`);
  }
  for (const variable of variables.filter(({ name }) => only?.includes(name) ?? true)) {
    const verdict = judge(variable, variables, rows);
    if (typeof verdict === 'string') problems.push(`${variable.name} ${verdict}`);
    else if ('reason' in verdict) leftOut.push(verdict);
    else rows.push(verdict);
  }
  const names = new Map<string, string>();
  for (const { name, variable } of rows) {
    const holder = names.get(name);
    if (takenNames.has(name))
      problems.push(`${variable} would be ${name}, which is there already: use \`ibyok rotate\``);
    else if (holder) problems.push(`${holder} and ${variable} would both be ${name}: choose one with --only`);
    names.set(name, variable);
  }
  return { rows, leftOut, problems };
}

/** A row, why it is left out, or (as a string) what is wrong. */
function judge(
  { name: variable, value: written, line, unclosed, refers }: DotenvVariable,
  all: readonly DotenvVariable[],
  rows: readonly ImportRow[],
): ImportRow | LeftOut | string {
  const value = written.trim();
  // The value knows better than the variable.
  const provider = detectProvider(value) ?? providerOfVariable(variable)?.provider;
  if (!provider) return { variable, reason: 'no provider’s key' };
  const problem = keyValueProblem(value);
  if (problem === 'blank') return { variable, reason: 'empty' };
  if (isMockValue(value)) return { variable, reason: 'a mock' };
  if (problem === 'too_long') return 'is too long';
  if (problem === 'not_text') return 'has characters that no key has';
  if (unclosed) return `opens a quote in line ${line} that does not close`;
  if (refers) return 'names another variable: write the value itself';
  if (all.filter(({ name }) => name === variable).length > 1) return 'is there twice';
  const twin = rows.find((row) => row.value === value);
  if (twin) return { variable, reason: `the same as ${twin.variable}` };
  return { variable, provider, name: nameOf(variable, provider), value, last4: lastFourOf(value) };
}

/** The provider's name, with what else the variable says: `OpenAI Billing` for `BILLING_OPENAI_API_KEY`. */
function nameOf(variable: string, provider: Provider): string {
  const reading = providerOfVariable(variable);
  const about = reading?.provider === provider ? reading.qualifier : [];
  const words = about.filter((word) => !BUILD_WORDS.has(word)).map(titled);
  return [provider.name, ...words].join(' ').slice(0, MAX_NAME_LENGTH);
}

function titled(word: string): string {
  return word.length <= 2 ? word : word.charAt(0) + word.slice(1).toLowerCase();
}
