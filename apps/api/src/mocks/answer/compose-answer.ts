import type { SchemaInstances } from '../schema/schema-instances.js';
import { chooseTool } from './choose-tool.js';
import type { Conversation, JsonSchema } from './conversation.js';
import type { Digest } from './digest.js';
import type { Ending, MockAnswer } from './mock-answer.js';
import { countTokens, cutToTokens } from './tokens.js';

/** Characters of the user's message that the answer repeats. */
const REPEATED = 200;

/**
 * What a mock answers: a call of a tool, what satisfies the schema, or words that say they are a mock's. Throws
 * a MockRefusal where nothing satisfies a schema.
 */
export async function composeAnswer(
  conversation: Conversation,
  digest: Digest,
  instances: SchemaInstances,
): Promise<MockAnswer> {
  const { inputTokens, format } = conversation;
  const tool = chooseTool(conversation);
  if (tool) {
    const input = await instances.objectOf(ofObject(tool.parameters), digest.seed);
    const outputTokens = countTokens(tool.name + JSON.stringify(input));
    return { content: { toolCall: { name: tool.name, input } }, ending: 'tool', inputTokens, outputTokens };
  }
  const { text, ending } =
    format === 'text'
      ? cut(words(conversation), conversation)
      : // Never cut: half a JSON object is of no use to anybody.
        { text: JSON.stringify(await jsonOf(conversation, digest, instances)), ending: 'end' as const };
  return { content: { text }, ending, inputTokens, outputTokens: countTokens(text) };
}

async function jsonOf(
  conversation: Conversation,
  { seed }: Digest,
  instances: SchemaInstances,
): Promise<unknown> {
  const { format } = conversation;
  if (typeof format === 'object') return await instances.of(format.schema, seed);
  return { mock: true, text: words(conversation) };
}

/** What arguments have to satisfy: they are an object, also where a tool does not say so, as one without parameters. */
function ofObject(parameters: JsonSchema | null): JsonSchema {
  return parameters === false ? false : { type: 'object', ...(parameters === true ? {} : parameters) };
}

function words({ userText, images, answersTool }: Conversation): string {
  const seen = images === 0 ? '' : ` It came with ${images} ${images === 1 ? 'image' : 'images'}.`;
  const after = answersTool ? ' The result of the tool arrived.' : '';
  const repeated = userText.length > REPEATED ? `${userText.slice(0, REPEATED)}…` : userText;
  const message = userText === '' ? '' : ` Your message: ${repeated.toWellFormed()}`;
  return `This is a mock answer from IBYOK: no provider was asked and nothing was spent.${seen}${after}${message}`;
}

function cut(
  text: string,
  { maxOutputTokens, stopSequences }: Pick<Conversation, 'maxOutputTokens' | 'stopSequences'>,
): { readonly text: string; readonly ending: Ending } {
  const stops = stopSequences
    .map((stopSequence) => ({ stopSequence, at: stopSequence === '' ? -1 : text.indexOf(stopSequence) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at);
  const [stop] = stops;
  const stopped = stop ? text.slice(0, stop.at) : text;
  if (maxOutputTokens !== null && countTokens(stopped) > maxOutputTokens) {
    return { text: cutToTokens(stopped, maxOutputTokens), ending: 'length' };
  }
  return { text: stopped, ending: stop ? { stopSequence: stop.stopSequence } : 'end' };
}
