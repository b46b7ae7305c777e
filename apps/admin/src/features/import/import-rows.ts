import type { DotenvVariable } from '@ibyok/providers';
import { detectProvider, lastFourOf, providerOfVariable } from '@ibyok/providers';
import { freeName, providerName } from '../../shared/providers/provider-name.js';

/** What has become of a row so far. */
export type RowOutcome =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'storing' }
  | { readonly kind: 'stored' }
  | { readonly kind: 'failed'; readonly message: string };

/** One variable of a paste on its way to becoming a key. */
export interface ImportRow {
  /** Its place in the paste. */
  readonly id: number;
  readonly variable: string;
  readonly line: number;
  /** The key itself; empty once it is stored. It is never drawn. */
  readonly value: string;
  /** All that is ever shown of the value; empty for a short one. */
  readonly lastFour: string;
  readonly unclosed: boolean;
  readonly refers: boolean;
  /** Why it is not taken by itself although all else is well: a later line or another variable has the same. */
  readonly repeats: Repetition | null;
  /** The provider that variable and value tell; empty for none. */
  readonly recognised: string;
  /** The provider chosen; empty for none. */
  readonly llmType: string;
  readonly name: string;
  /** Whether somebody wrote the name, so that another provider must not change it. */
  readonly named: boolean;
  /** Whether somebody ticked it; null as long as its state decides. */
  readonly ticked: boolean | null;
  readonly outcome: RowOutcome;
}

/** Where else a paste has the same: the same variable in a later line, or the same value in another variable. */
export type Repetition =
  | { readonly of: 'variable'; readonly line: number }
  | { readonly of: 'value'; readonly variable: string };

/** Words of variables that say how a page is built, nothing about the key. */
const BUILD_WORDS: ReadonlySet<string> = new Set(['VITE', 'NEXT', 'NUXT', 'PUBLIC', 'REACT', 'EXPO', 'APP']);

/** Rows for the variables of a paste, in its order, with providers recognised and names that are free. */
export function rowsOf(variables: readonly DotenvVariable[], takenNames: readonly string[]): ImportRow[] {
  const repeats = repetitionsIn(variables);
  const taken = new Set(takenNames.map((name) => name.toLowerCase()));
  const rows = variables.map(({ name: variable, value: written, line, unclosed, refers }, id): ImportRow => {
    const value = written.trim();
    const recognised = recognise(variable, value);
    return {
      ...{ id, variable, line, value, lastFour: lastFourOf(value), unclosed, refers, recognised },
      ...{ repeats: repeats[id] ?? null, llmType: recognised, name: '', named: false, ticked: null },
      outcome: { kind: 'waiting' },
    };
  });
  // What is taken by itself chooses its name first, whatever stands above it.
  const inTurn = [...rows].sort((a, b) => Number(a.repeats !== null) - Number(b.repeats !== null));
  const names = new Map<number, string>();
  for (const row of inTurn) {
    if (row.llmType === '') continue;
    const name = freeName(fullName(row.variable, row.llmType), taken);
    taken.add(name.toLowerCase());
    names.set(row.id, name);
  }
  return rows.map((row) => ({ ...row, name: names.get(row.id) ?? '' }));
}

/** The row with another provider; its name follows unless somebody wrote it. */
export function withProvider(row: ImportRow, llmType: string, takenNames: readonly string[]): ImportRow {
  if (row.named) return { ...row, llmType };
  const taken = new Set(takenNames.map((name) => name.toLowerCase()));
  return { ...row, llmType, name: llmType === '' ? '' : freeName(fullName(row.variable, llmType), taken) };
}

/** The provider whose key it is; empty where neither says. The value knows better than the variable. */
function recognise(variable: string, value: string): string {
  return (detectProvider(value) ?? providerOfVariable(variable)?.provider)?.llmType ?? '';
}

/** The provider's name, with what else the variable says: `OpenAI Billing` for `BILLING_OPENAI_API_KEY`. */
function fullName(variable: string, llmType: string): string {
  if (llmType === 'custom') return variable.slice(0, MAX_NAME_LENGTH);
  const reading = providerOfVariable(variable);
  const about = reading?.provider.llmType === llmType ? reading.qualifier : [];
  const words = about.filter((word) => !BUILD_WORDS.has(word)).map(titled);
  return [providerName(llmType), ...words].join(' ').slice(0, MAX_NAME_LENGTH);
}

/** Leaves room for a number behind the longest name that the server takes. */
const MAX_NAME_LENGTH = 90;

function titled(word: string): string {
  return word.length <= 2 ? word : word.charAt(0) + word.slice(1).toLowerCase();
}

/** For each variable, where the paste has it again; the last of a name and the first of a value are the ones. */
function repetitionsIn(variables: readonly DotenvVariable[]): (Repetition | null)[] {
  const lastLine = new Map(variables.map(({ name, line }) => [name, line]));
  const holder = new Map<string, string>();
  return variables.map(({ name, value, line }) => {
    const last = lastLine.get(name) ?? line;
    if (last !== line) return { of: 'variable', line: last };
    const first = holder.get(value.trim());
    if (first !== undefined && value.trim() !== '') return { of: 'value', variable: first };
    holder.set(value.trim(), name);
    return null;
  });
}
