import { MADE_AT } from '../answer/digest.js';
import { chunksOf, event, pieces } from '../http/event-stream.js';
import type { Written } from '../http/operation.js';
import { argumentsOf, callId } from './chat-answer.js';

/** Writes a response: https://platform.openai.com/docs/api-reference/responses/object */
export function writeResponse(written: Written): object {
  const { answer } = written;
  const cut = answer.ending === 'length';
  return {
    ...headOf(written, cut ? 'incomplete' : 'completed'),
    incomplete_details: cut ? { reason: 'max_output_tokens' } : null,
    output: [itemOf(written)],
    usage: {
      input_tokens: answer.inputTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: answer.outputTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: answer.inputTokens + answer.outputTokens,
    },
  };
}

/** Writes its events: https://platform.openai.com/docs/api-reference/responses-streaming */
export function* streamResponse(written: Written): Generator<string> {
  let sequence = 0;
  const numbered = (type: string, fields: object): string =>
    event({ type, sequence_number: sequence++, ...fields }, type);
  const begun = { ...headOf(written, 'in_progress'), incomplete_details: null, output: [], usage: null };
  yield numbered('response.created', { response: begun });
  yield numbered('response.in_progress', { response: begun });
  const item = itemOf(written);
  const events = 'text' in written.answer.content ? textEvents(written, item) : callEvents(written, item);
  for (const [type, fields] of events) yield numbered(type, { output_index: 0, ...fields });
  const response = writeResponse(written);
  const end = written.answer.ending === 'length' ? 'response.incomplete' : 'response.completed';
  yield numbered(end, { response });
}

interface Item {
  readonly id: string;
}

type Event = readonly [type: string, fields: object];

function* textEvents(written: Written, item: Item): Generator<Event> {
  const text = textOf(written);
  const at = { item_id: item.id, content_index: 0 };
  yield ['response.output_item.added', { item: { ...item, status: 'in_progress', content: [] } }];
  yield ['response.content_part.added', { ...at, part: outputText('') }];
  for (const delta of pieces(text)) yield ['response.output_text.delta', { ...at, delta, logprobs: [] }];
  yield ['response.output_text.done', { ...at, text, logprobs: [] }];
  yield ['response.content_part.done', { ...at, part: outputText(text) }];
  yield ['response.output_item.done', { item }];
}

function* callEvents(written: Written, item: Item): Generator<Event> {
  const json = argumentsOf(written);
  yield ['response.output_item.added', { item: { ...item, status: 'in_progress', arguments: '' } }];
  for (const delta of chunksOf(json)) {
    yield ['response.function_call_arguments.delta', { item_id: item.id, delta }];
  }
  const name = 'toolCall' in written.answer.content ? written.answer.content.toolCall.name : '';
  yield ['response.function_call_arguments.done', { item_id: item.id, name, arguments: json }];
  yield ['response.output_item.done', { item }];
}

function itemOf(written: Written): Item {
  const { answer, digest } = written;
  if ('text' in answer.content) {
    const status = answer.ending === 'length' ? 'incomplete' : 'completed';
    const content = [outputText(textOf(written))];
    return { id: digest.id('msg_mock_'), ...{ type: 'message', status, role: 'assistant', content } };
  }
  const call = { type: 'function_call', status: 'completed', call_id: callId(digest) };
  const { name } = answer.content.toolCall;
  return { id: digest.id('fc_mock_', 2), ...call, ...{ name, arguments: argumentsOf(written) } };
}

function textOf({ answer: { content } }: Written): string {
  return 'text' in content ? content.text : '';
}

function outputText(text: string): object {
  return { type: 'output_text', text, annotations: [], logprobs: [] };
}

function headOf({ digest, conversation, body }: Written, status: string): object {
  return {
    id: digest.id('resp_mock_', 3),
    object: 'response',
    created_at: MADE_AT,
    status,
    background: false,
    error: null,
    instructions: body.instructions ?? null,
    max_output_tokens: conversation.maxOutputTokens,
    metadata: body.metadata ?? {},
    model: conversation.model,
    parallel_tool_calls: body.parallel_tool_calls ?? true,
    previous_response_id: body.previous_response_id ?? null,
    reasoning: body.reasoning ?? { effort: null, summary: null },
    // A mock keeps nothing.
    store: false,
    temperature: body.temperature ?? 1,
    text: body.text ?? { format: { type: 'text' } },
    tool_choice: body.tool_choice ?? 'auto',
    tools: body.tools ?? [],
    top_p: body.top_p ?? 1,
    truncation: body.truncation ?? 'disabled',
    user: null,
  };
}
