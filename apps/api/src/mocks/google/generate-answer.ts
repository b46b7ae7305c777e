import { event, pieces } from '../http/event-stream.js';
import type { Written } from '../http/operation.js';

/** Writes content: https://ai.google.dev/api/generate-content#v1beta.GenerateContentResponse */
export function writeContent(written: Written): object {
  return responseOf(written, partsOf(written), finishReason(written));
}

/** Writes it piece by piece: as events with `alt=sse`, else as the members of one JSON array. */
export function* streamContent(
  written: Written,
  query: Readonly<Record<string, unknown>>,
): Generator<string> {
  const { content } = written.answer;
  const parts = 'text' in content ? pieces(content.text).map((text) => [{ text }]) : [partsOf(written)];
  const responses = (parts.length === 0 ? [[]] : parts).map((some, index, all) =>
    responseOf(written, some, index === all.length - 1 ? finishReason(written) : null),
  );
  if (query.alt === 'sse') {
    for (const response of responses) yield event(response);
    return;
  }
  yield '[';
  for (const [index, response] of responses.entries())
    yield `${index === 0 ? '' : ',\r\n'}${JSON.stringify(response)}`;
  yield ']';
}

function responseOf(
  { answer: { inputTokens, outputTokens }, conversation, digest }: Written,
  parts: readonly object[],
  reason: string | null,
): object {
  return {
    candidates: [
      { content: { parts, role: 'model' }, ...(reason === null ? {} : { finishReason: reason }), index: 0 },
    ],
    usageMetadata: {
      promptTokenCount: inputTokens,
      candidatesTokenCount: outputTokens,
      totalTokenCount: inputTokens + outputTokens,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: inputTokens }],
    },
    modelVersion: conversation.model,
    responseId: digest.id('mock_'),
  };
}

function partsOf({ answer: { content }, invalidJson, digest }: Written): readonly object[] {
  if ('text' in content) return [{ text: content.text }];
  if (invalidJson) return [];
  const { name, input } = content.toolCall;
  return [{ functionCall: { id: digest.id('call_mock_', 1), name, args: input } }];
}

function finishReason({ answer, invalidJson }: Written): string {
  // Gemini sends objects: what it says of arguments that are none is this.
  if (invalidJson && answer.ending === 'tool') return 'MALFORMED_FUNCTION_CALL';
  return answer.ending === 'length' ? 'MAX_TOKENS' : 'STOP';
}
