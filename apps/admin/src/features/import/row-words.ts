import { providerName } from '../../shared/providers/provider-name.js';
import { importText } from '../../text/import.js';
import type { ImportRow } from './import-rows.js';
import type { RowState } from './judge-rows.js';

/** How a row's state is to be looked at; its words say the same. */
export type Tone = 'good' | 'quiet' | 'warning' | 'error';

/** What a row says of itself. */
export interface RowWords {
  readonly tone: Tone;
  readonly words: string;
}

/** What has become of a row, or what it is. */
export function rowWords({ outcome, llmType }: ImportRow, state: RowState): RowWords {
  const { states, invalid } = importText;
  if (outcome.kind === 'storing') return { tone: 'quiet', words: states.storing };
  if (outcome.kind === 'stored') return { tone: 'good', words: states.stored };
  if (outcome.kind === 'failed') return { tone: 'error', words: outcome.message };
  switch (state.kind) {
    case 'new':
      return { tone: 'good', words: states.new };
    case 'no_provider':
      return { tone: 'quiet', words: states.noProvider };
    case 'invalid':
      return { tone: llmType === '' ? 'quiet' : 'warning', words: invalid[state.problem] };
    case 'reference':
      return { tone: 'quiet', words: states.reference };
    case 'mock':
      return { tone: 'warning', words: states.mock };
    case 'unlikely':
      return { tone: 'warning', words: states.unlikely(providerName(llmType)) };
    case 'other_provider':
      return { tone: 'warning', words: states.otherProvider(providerName(state.llmType)) };
    case 'stored_before':
      return { tone: 'warning', words: states.storedBefore(state.keyName) };
    case 'repeated':
      return {
        tone: 'warning',
        words:
          state.repeats.of === 'variable'
            ? states.repeatedVariable(state.repeats.line)
            : states.repeatedValue(state.repeats.variable),
      };
  }
}
