import { chooseTool } from './choose-tool.js';
import type { Conversation, ToolChoice } from './conversation.js';

const tool = (name: string, description = '') => ({ name, description, parameters: null });
const TOOLS = [
  tool('delete_account', 'Deletes the account'),
  tool('get_weather', 'Weather of a city'),
  tool('sendMail'),
];

function chosen(userText: string, choices: Partial<Conversation> = {}): string | undefined {
  const conversation = { userText, tools: TOOLS, toolChoice: 'auto', answersTool: false, ...choices };
  return chooseTool(conversation as Conversation)?.name;
}

test('the tool that the message is about', () => {
  expect(chosen('How is the weather?')).toBe('get_weather');
  expect(chosen('Send a mail to Bob')).toBe('sendMail');
  expect(chosen('Which city?')).toBe('get_weather');
});

test('the first of several that fit alike', () => {
  expect(chosen('Hello')).toBe('delete_account');
});

test.each<[ToolChoice, boolean, string | undefined]>([
  ['none', false, undefined],
  ['auto', true, undefined],
  ['required', true, 'get_weather'],
  [{ oneOf: ['sendMail'] }, false, 'sendMail'],
])('a choice of %j, after a result: %s', (toolChoice, answersTool, expected) => {
  expect(chosen('weather', { toolChoice, answersTool })).toBe(expected);
});

test('none where there is none', () => {
  expect(chosen('weather', { tools: [] })).toBeUndefined();
});
