import type { Key } from './answers.js';

type ValueAndAddress = Pick<Key, 'value' | 'baseUrl'>;

/** What `new OpenAI(…)` takes; without an address where the key has none. */
export function openaiOptions({ value, baseUrl }: ValueAndAddress): { apiKey: string; baseURL?: string } {
  return { apiKey: value, ...(baseUrl !== undefined && { baseURL: baseUrl }) };
}

/** What `new Anthropic(…)` takes; without an address where the key has none. */
export function anthropicOptions({ value, baseUrl }: ValueAndAddress): { apiKey: string; baseURL?: string } {
  return { apiKey: value, ...(baseUrl !== undefined && { baseURL: baseUrl }) };
}

/** What `new GoogleGenAI(…)` takes; without an address where the key has none. */
export function googleOptions({ value, baseUrl }: ValueAndAddress): {
  apiKey: string;
  httpOptions?: { baseUrl: string };
} {
  return { apiKey: value, ...(baseUrl !== undefined && { httpOptions: { baseUrl } }) };
}
