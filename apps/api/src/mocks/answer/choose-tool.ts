import type { Conversation, Tool } from './conversation.js';

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
  const said = wordsOf(userText);
  const common = eligible.map((tool) => inCommon(tool, said));
  return eligible[common.indexOf(Math.max(...common))] ?? null;
}

function inCommon({ name, description }: Tool, said: ReadonlySet<string>): number {
  const hits = (text: string): number => [...wordsOf(text)].filter((word) => said.has(word)).length;
  // A name says more than a description, which tells of much else.
  return 10 * hits(name) + Math.min(9, hits(description));
}

/** Words of three letters and more, of snake_case and camelCase, too. */
function wordsOf(text: string): ReadonlySet<string> {
  const spaced = text.slice(0, 4_000).replace(/([a-z0-9])([A-Z])/g, '$1 $2');
  return new Set(spaced.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
}
