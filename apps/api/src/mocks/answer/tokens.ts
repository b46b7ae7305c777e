/** Bytes of English text that one token stands for, about: https://help.openai.com/en/articles/4936856 */
const BYTES_A_TOKEN = 4;
/** What a small picture costs with OpenAI: https://platform.openai.com/docs/guides/images-vision */
const TOKENS_AN_IMAGE = 85;

/** About how many tokens a text is: a count to test with, not a tokenizer's. The same text, the same count. */
export function countTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_A_TOKEN);
}

/** About how many tokens the texts and pictures of a request are; at least one. */
export function countInputTokens(texts: readonly string[], images: number): number {
  const ofTexts = texts.reduce((sum, text) => sum + countTokens(text), 0);
  return Math.max(1, ofTexts + images * TOKENS_AN_IMAGE);
}

/** The beginning of a text that is at most so many tokens, never half a character. */
export function cutToTokens(text: string, tokens: number): string {
  if (countTokens(text) <= tokens) return text;
  const bytes = Buffer.from(text).subarray(0, tokens * BYTES_A_TOKEN);
  return new TextDecoder('utf-8').decode(bytes, { stream: true });
}
