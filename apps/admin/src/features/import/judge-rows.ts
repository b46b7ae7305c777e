import { type KeyValueProblem, keyValueProblem } from '@ibyok/providers';
import type { Key } from '../../shared/api/types.js';
import { adviseOnValue } from '../../shared/providers/value-advice.js';
import type { ImportRow, Repetition } from './import-rows.js';

/** What a row is, as far as a dashboard can tell. */
export type RowState =
  | { readonly kind: 'new' }
  | { readonly kind: 'invalid'; readonly problem: KeyValueProblem | 'unclosed' }
  | { readonly kind: 'repeated'; readonly repeats: Repetition }
  | { readonly kind: 'reference' }
  | { readonly kind: 'mock' }
  | { readonly kind: 'no_provider' }
  | { readonly kind: 'stored_before'; readonly keyName: string }
  | { readonly kind: 'unlikely' }
  | { readonly kind: 'other_provider'; readonly llmType: string };

/** Why a name can't be used. `taken` by a stored key; `twice` in this paste. */
export type NameProblem = 'missing' | 'too_long' | 'control' | 'taken' | 'twice';

/** What is said of a row, and what may be done with it. */
export interface Judgement {
  readonly state: RowState;
  readonly nameProblem: NameProblem | null;
  readonly mayTick: boolean;
  readonly ticked: boolean;
}

const MAX_NAME_LENGTH = 100;
const CONTROL_CHARACTER = /\p{Cc}/u;

/** The stored keys by what a row may share with them. */
export interface StoredKeys {
  readonly names: ReadonlySet<string>;
  /** Names by `lastFourKey`. */
  readonly byLastFour: ReadonlyMap<string, string>;
}

/** What rows are compared with; the server tells no more of a stored value than its last four. */
export function storedKeysOf(keys: readonly Key[]): StoredKeys {
  return {
    names: new Set(keys.map(({ name }) => name)),
    byLastFour: new Map(
      keys.filter(({ last4 }) => last4 !== '').map((key) => [lastFourKey(key.llmType, key.last4), key.name]),
    ),
  };
}

/** Judges every row, in the order given. */
export function judgeRows(rows: readonly ImportRow[], stored: StoredKeys): Judgement[] {
  const judged = rows.map((row) => {
    const state = stateOf(row, stored);
    const mayTick = state.kind !== 'invalid' && row.llmType !== '' && isOpen(row);
    return { row, state, mayTick, ticked: mayTick && (row.ticked ?? isTakenByItself(row, state)) };
  });
  const uses = new Map<string, number>();
  for (const { row, ticked } of judged)
    if (ticked) uses.set(row.name.trim(), (uses.get(row.name.trim()) ?? 0) + 1);
  return judged.map(({ row, ...judgement }) => ({
    ...judgement,
    nameProblem: judgement.mayTick
      ? nameProblemOf(row.name.trim(), stored, judgement.ticked && (uses.get(row.name.trim()) ?? 0) > 1)
      : null,
  }));
}

/** Whether a row can still be changed and stored. */
function isOpen({ outcome }: ImportRow): boolean {
  return outcome.kind === 'waiting' || outcome.kind === 'failed';
}

/** Only what was recognised, and of which nothing speaks against it, is ticked without being asked for. */
function isTakenByItself(row: ImportRow, { kind }: RowState): boolean {
  return row.recognised !== '' && kind === 'new';
}

function stateOf(row: ImportRow, stored: StoredKeys): RowState {
  const { value, llmType } = row;
  const problem = keyValueProblem(value);
  if (problem) return { kind: 'invalid', problem };
  if (row.unclosed) return { kind: 'invalid', problem: 'unclosed' };
  if (row.repeats && row.recognised !== '') return { kind: 'repeated', repeats: row.repeats };
  if (row.refers) return { kind: 'reference' };
  const advice = adviseOnValue(value, llmType);
  if (advice.kind === 'mock') return { kind: 'mock' };
  if (llmType === '') return { kind: 'no_provider' };
  const twin = stored.byLastFour.get(lastFourKey(llmType, row.lastFour));
  if (twin !== undefined) return { kind: 'stored_before', keyName: twin };
  if (advice.kind === 'unlikely') return { kind: 'unlikely' };
  if (advice.kind === 'other_provider' && llmType !== 'custom')
    return { kind: 'other_provider', llmType: advice.provider.llmType };
  return { kind: 'new' };
}

function nameProblemOf(name: string, stored: StoredKeys, twice: boolean): NameProblem | null {
  if (name === '') return 'missing';
  if (Array.from(name).length > MAX_NAME_LENGTH) return 'too_long';
  if (CONTROL_CHARACTER.test(name)) return 'control';
  if (stored.names.has(name)) return 'taken';
  return twice ? 'twice' : null;
}

function lastFourKey(llmType: string, lastFour: string): string {
  return `${llmType} ${lastFour}`;
}
