import type { Conversation, Tool } from './conversation.js';

/** Characters that are looked at: of a message, and of each tool, which begins with what it is about. */
const OF_MESSAGE = 4_000;
const OF_TOOL = 1_000;

/**
 * The tool that a mock calls, or null where it answers in words. It calls one on every message of a user that
 * comes with tools, unless told not to, so that the code behind is run; after a tool's result it answers in
 * words, so that loops end. Of several it takes the one that has most words in common with the message, the
 * first of equals.
 */
export function chooseTool(conversation: Conversation): Tool | null {
  const { tools, toolChoice, answersTool, userText } = conversation;
  if (toolChoice === 'none') return null;
  if (toolChoice === 'auto' && answersTool) return null;
  const eligible =
    typeof toolChoice === 'object' ? tools.filter(({ name }) => toolChoice.oneOf.includes(name)) : tools;
  if (eligible.length === 0) return null;
  const said = wordsOf(userText, OF_MESSAGE);
  const common = eligible.map((tool) => inCommon(tool, said));
  return eligible[common.indexOf(Math.max(...common))] ?? null;
}

function inCommon({ name, description }: Tool, said: ReadonlySet<string>): number {
  const hits = (text: string): number => [...wordsOf(text, OF_TOOL)].filter((word) => said.has(word)).length;
  // A name says more than a description, which tells of much else.
  return 10 * hits(name) + Math.min(9, hits(description));
}

/** Words of three letters and more, of snake_case and camelCase, too. */
function wordsOf(text: string, characters: number): ReadonlySet<string> {
  const spaced = text.slice(0, characters).replace(/([a-z0-9])([A-Z])/g, '$1 $2');
  return new Set(spaced.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
}
