import { randomBytes } from 'node:crypto';

/** A value that is shaped like a key of OpenAI and was never one. */
export function openaiValue(): string {
  return `sk-proj-${letters(48)}`;
}

/** A value that is shaped like a key of Anthropic and was never one. */
export function anthropicValue(): string {
  return `sk-ant-api03-${letters(93)}AA`;
}

function letters(count: number): string {
  return randomBytes(count).toString('hex').slice(0, count);
}
