import { type Digest, MADE_AT } from '../answer/digest.js';
import type { Ending, MockAnswer } from '../answer/mock-answer.js';
import { brokenJson, chunksOf, event, pieces } from '../http/event-stream.js';
import { isFields, wrongField } from '../http/fields.js';
import type { Written } from '../http/operation.js';

/** Writes a chat completion: https://platform.openai.com/docs/api-reference/chat/object */
export function writeChat(written: Written): object {
  const { answer, body } = written;
  assertNotTooMuch(written);
  const message = { role: 'assistant', content: textOf(answer), refusal: null, ...toolCallsOf(written) };
  const choices = Array.from({ length: choicesOf(body) }, (_, index) => ({
    index,
    message,
    logprobs: null,
    finish_reason: finishReason(answer.ending),
  }));
  // Not spread: Node 20 takes some µs for that, as in conversationOf.
  return Object.assign(headOf(written, 'chat.completion'), { choices, usage: usageOf(written) });
}

/** Writes it in chunks: https://platform.openai.com/docs/api-reference/chat/streaming */
export function streamChat(written: Written): Iterable<string> {
  assertNotTooMuch(written);
  return chunksOfChat(written);
}

function* chunksOfChat(written: Written): Generator<string> {
  const { answer, body } = written;
  const wantsUsage = isFields(body.stream_options) && body.stream_options.include_usage === true;
  const head = headOf(written, 'chat.completion.chunk');
  const chunk = (index: number, delta: object, finish_reason: string | null = null): string =>
    event({
      ...head,
      choices: [{ index, delta, logprobs: null, finish_reason }],
      ...(wantsUsage ? { usage: null } : {}),
    });
  for (let index = 0; index < choicesOf(body); index += 1) {
    if ('text' in answer.content) {
      yield chunk(index, { role: 'assistant', content: '', refusal: null });
      for (const content of pieces(answer.content.text)) yield chunk(index, { content });
    } else {
      yield* toolCallDeltas(written).map((delta) => chunk(index, delta));
    }
    yield chunk(index, {}, finishReason(answer.ending));
  }
  if (wantsUsage) yield event({ ...head, choices: [], usage: usageOf(written) });
  yield event('[DONE]');
}

function headOf({ digest, conversation }: Written, object: string): object {
  return {
    id: digest.id('chatcmpl-mock-'),
    object,
    created: MADE_AT,
    model: conversation.model,
    service_tier: 'default',
    system_fingerprint: 'fp_ibyok_mock',
  };
}

function textOf({ content }: MockAnswer): string | null {
  return 'text' in content ? content.text : null;
}

function toolCallsOf(written: Written): object {
  const { answer, digest } = written;
  if ('text' in answer.content) return {};
  const { name } = answer.content.toolCall;
  const call = { id: callId(digest), type: 'function', function: { name, arguments: argumentsOf(written) } };
  return { tool_calls: [call] };
}

function toolCallDeltas(written: Written): readonly object[] {
  const { answer, digest } = written;
  if ('text' in answer.content) return [];
  const { name } = answer.content.toolCall;
  const begun = { index: 0, id: callId(digest), type: 'function', function: { name, arguments: '' } };
  return [
    { role: 'assistant', content: null, tool_calls: [begun] },
    ...chunksOf(argumentsOf(written)).map((part) => ({
      tool_calls: [{ index: 0, function: { arguments: part } }],
    })),
  ];
}

/** The arguments of the call as JSON, or broken where the request asked for that. */
export function argumentsOf({ answer, invalidJson }: Written): string {
  const json = 'toolCall' in answer.content ? JSON.stringify(answer.content.toolCall.input) : '';
  return invalidJson ? brokenJson(json) : json;
}

/** The id of the call. */
export function callId(digest: Digest): string {
  return digest.id('call_mock_', 1);
}

function finishReason(ending: Ending): string {
  if (ending === 'tool') return 'tool_calls';
  return ending === 'length' ? 'length' : 'stop';
}

function usageOf({ answer: { inputTokens, outputTokens }, body }: Written): object {
  const completionTokens = outputTokens * choicesOf(body);
  return {
    prompt_tokens: inputTokens,
    completion_tokens: completionTokens,
    total_tokens: inputTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

/** In characters, of all choices of one answer together. */
const LARGEST_ANSWER = 1024 * 1024;

/** Throws where so many choices of this answer are more than a server should hold for one request. */
function assertNotTooMuch({ answer: { content }, body }: Written): void {
  const one = 'text' in content ? content.text : JSON.stringify(content.toolCall);
  if (choicesOf(body) * one.length > LARGEST_ANSWER) {
    throw wrongField('n', 'asks for more choices of so long an answer than the mock gives');
  }
}

/** OpenAI's own bound: https://platform.openai.com/docs/api-reference/chat/create#chat-create-n */
const MOST_CHOICES = 128;

function choicesOf({ n }: Written['body']): number {
  return typeof n === 'number' && Number.isInteger(n) ? Math.min(MOST_CHOICES, Math.max(1, n)) : 1;
}
