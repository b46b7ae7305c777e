import type { Ending } from '../answer/mock-answer.js';
import { brokenJson, chunksOf, event, pieces } from '../http/event-stream.js';
import type { Written } from '../http/operation.js';

/** Writes a message: https://docs.claude.com/en/api/messages */
export function writeMessage(written: Written): object {
  const { answer } = written;
  return {
    ...headOf(written),
    content: [blockOf(written)],
    ...endOf(answer.ending),
    usage: usageOf(answer.inputTokens, answer.outputTokens),
  };
}

/** Writes its events: https://docs.claude.com/en/docs/build-with-claude/streaming */
export function* streamMessage(written: Written): Generator<string> {
  const { answer } = written;
  const named = (type: string, fields: object): string => event({ type, ...fields }, type);
  const begun = {
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: usageOf(answer.inputTokens, 1),
  };
  yield named('message_start', { message: { ...headOf(written), ...begun } });
  yield named('content_block_start', { index: 0, content_block: emptyBlockOf(written) });
  yield named('ping', {});
  for (const delta of deltasOf(written)) yield named('content_block_delta', { index: 0, delta });
  yield named('content_block_stop', { index: 0 });
  yield named('message_delta', {
    delta: endOf(answer.ending),
    usage: { output_tokens: answer.outputTokens },
  });
  yield named('message_stop', {});
}

function headOf({ digest, conversation }: Written): object {
  return { id: digest.id('msg_mock_'), type: 'message', role: 'assistant', model: conversation.model };
}

function blockOf(written: Written): object {
  const { content } = written.answer;
  if ('text' in content) return { type: 'text', text: content.text, citations: null };
  // An object cannot be half: broken arguments are seen in a stream alone, here they are missing.
  return { ...emptyBlockOf(written), input: written.invalidJson ? {} : content.toolCall.input };
}

function emptyBlockOf({ answer: { content }, digest }: Written): object {
  if ('text' in content) return { type: 'text', text: '', citations: null };
  return { type: 'tool_use', id: digest.id('toolu_mock_', 1), name: content.toolCall.name, input: {} };
}

function deltasOf({ answer: { content }, invalidJson }: Written): readonly object[] {
  if ('text' in content) return pieces(content.text).map((text) => ({ type: 'text_delta', text }));
  const json = JSON.stringify(content.toolCall.input);
  return ['', ...chunksOf(invalidJson ? brokenJson(json) : json)].map((partial_json) => ({
    type: 'input_json_delta',
    partial_json,
  }));
}

function endOf(ending: Ending): { readonly stop_reason: string; readonly stop_sequence: string | null } {
  if (typeof ending === 'object') return { stop_reason: 'stop_sequence', stop_sequence: ending.stopSequence };
  const reasons = { end: 'end_turn', length: 'max_tokens', tool: 'tool_use' } as const;
  return { stop_reason: reasons[ending], stop_sequence: null };
}

function usageOf(inputTokens: number, outputTokens: number): object {
  return {
    input_tokens: inputTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: outputTokens,
    service_tier: 'standard',
  };
}
