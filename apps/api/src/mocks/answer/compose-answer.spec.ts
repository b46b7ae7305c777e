import type { SchemaInstances } from '../schema/schema-instances.js';
import { composeAnswer } from './compose-answer.js';
import type { Conversation } from './conversation.js';
import { Digest } from './digest.js';
import type { MockAnswer } from './mock-answer.js';

const digest = new Digest('/mock/openai/v1/chat/completions', Buffer.from('{}'));
const instances = {
  of: async (schema: unknown) => ({ for: schema }),
  objectOf: async (schema: unknown) => ({ for: schema }),
} as unknown as SchemaInstances;

function composed(choices: Partial<Conversation> = {}): Promise<MockAnswer> {
  const conversation: Conversation = {
    model: 'm',
    userText: 'Hello',
    images: 0,
    inputTokens: 2,
    tools: [],
    toolChoice: 'auto',
    answersTool: false,
    format: 'text',
    maxOutputTokens: null,
    stopSequences: [],
    ...choices,
  };
  return composeAnswer(conversation, digest, instances);
}

const textOf = ({ content }: MockAnswer): string => ('text' in content ? content.text : '');

test('words say that they are a mock’s, and repeat the message', async () => {
  const answer = await composed();
  expect(textOf(answer)).toMatch(/^This is a mock answer from IBYOK.*Hello$/);
  expect(answer).toMatchObject({ ending: 'end', inputTokens: 2, outputTokens: expect.any(Number) });
});

test('a long message is repeated in part, and never half a character of it', async () => {
  const text = textOf(await composed({ userText: 'x'.repeat(199) + '😀'.repeat(50) }));
  expect(text.isWellFormed()).toBe(true);
  expect(text).toMatch(/…$/);
});

test('the earliest stop sequence ends the text, and the limit of tokens cuts what is left', async () => {
  expect(await composed({ stopSequences: ['nothing', 'mock', ''] })).toMatchObject({
    content: { text: 'This is a ' },
    ending: { stopSequence: 'mock' },
  });
  const short = await composed({ stopSequences: ['nothing'], maxOutputTokens: 2 });
  expect(short).toMatchObject({ content: { text: 'This is ' }, ending: 'length', outputTokens: 2 });
});

test('what has to be JSON is never cut', async () => {
  const limits = { maxOutputTokens: 1, stopSequences: ['mock'] };
  expect(JSON.parse(textOf(await composed({ format: 'json', ...limits })))).toMatchObject({ mock: true });
  const schema = { type: 'object' };
  expect(JSON.parse(textOf(await composed({ format: { schema }, ...limits })))).toEqual({ for: schema });
});

test.each([
  [null, { type: 'object' }],
  [true, { type: 'object' }],
  [{}, { type: 'object' }],
  [{ properties: { a: true } }, { type: 'object', properties: { a: true } }],
  [{ type: ['object', 'null'] }, { type: ['object', 'null'] }],
])('a tool with the parameters %j is called with an object', async (parameters, expected) => {
  const tools = [{ name: 'now', description: '', parameters }];
  expect(await composed({ tools })).toMatchObject({
    content: { toolCall: { name: 'now', input: { for: expected } } },
    ending: 'tool',
  });
});
