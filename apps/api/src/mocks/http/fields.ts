import { MockRefusal } from './mock-refusal.js';

/** Far longer than any provider's. */
const LONGEST_NAME = 256;
/** OpenAI takes 128: https://platform.openai.com/docs/api-reference/chat/create#chat-create-tools */
const MOST_TOOLS = 512;
/** Stop sequences; OpenAI takes 4, Gemini 5. */
const MOST_TEXTS = 100;

/** A JSON object of a request, of which nothing is known yet. */
export type Fields = { readonly [name: string]: unknown };

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The refusal of a field, named as the request has it. */
export function wrongField(name: string, what: string): MockRefusal {
  return new MockRefusal('invalid_request', `${name} ${what}.`, null, name);
}

/** The request's body, which has to be an object. */
export function bodyFields(body: unknown): Fields {
  if (isFields(body)) return body;
  throw new MockRefusal('invalid_request', 'The body has to be a JSON object.');
}

/** What a model or a tool is called: it has to be there, and is repeated in many pieces of an answer. */
export function requiredName(fields: Fields, name: string, path = name): string {
  const value = fields[name];
  if (value === undefined) throw wrongField(path, 'is missing');
  if (typeof value !== 'string' || value === '') throw wrongField(path, 'has to be a text that is not empty');
  if (value.length > LONGEST_NAME) throw wrongField(path, `has to be at most ${LONGEST_NAME} characters`);
  return value;
}

/** A list that has to be there and hold something. */
export function requiredList(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  if (Array.isArray(value) && value.length > 0) return value;
  throw wrongField(name, value === undefined ? 'is missing' : 'has to be a list that is not empty');
}

/** A list, or an empty one where the field is absent or null. */
export function optionalList(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name] ?? [];
  if (Array.isArray(value)) return value;
  throw wrongField(name, 'has to be a list');
}

/** The tools of a request, which are looked through one by one. */
export function toolList(fields: Fields): readonly unknown[] {
  const tools = optionalList(fields, 'tools');
  assertToolCount(tools.length);
  return tools;
}

/** Throws the refusal of more tools than any provider takes. */
export function assertToolCount(count: number): void {
  if (count > MOST_TOOLS) throw wrongField('tools', `has to be at most ${MOST_TOOLS}`);
}

/** A whole number of at least one, or null where the field is absent or null. */
export function optionalCount(fields: Fields, name: string): number | null {
  const value = fields[name] ?? null;
  if (value === null || (Number.isSafeInteger(value) && Number(value) >= 1)) return value as number | null;
  throw wrongField(name, 'has to be a whole number of at least 1');
}

/** True or false, false where the field is absent or null. */
export function optionalFlag(fields: Fields, name: string): boolean {
  const value = fields[name] ?? false;
  if (typeof value === 'boolean') return value;
  throw wrongField(name, 'has to be true or false');
}

/** An object, or null where the field is absent or null. */
export function optionalFields(fields: Fields, name: string): Fields | null {
  const value = fields[name] ?? null;
  if (value === null || isFields(value)) return value;
  throw wrongField(name, 'has to be an object');
}

/** One text or a list of them; empty where the field is absent or null. */
export function optionalTexts(fields: Fields, name: string): readonly string[] {
  const value = fields[name] ?? [];
  const texts = typeof value === 'string' ? [value] : value;
  if (Array.isArray(texts) && texts.length <= MOST_TEXTS && texts.every((text) => typeof text === 'string'))
    return texts;
  throw wrongField(name, `has to be a text or a list of texts, at most ${MOST_TEXTS}`);
}

/** The field if it is a text, else an empty one. */
export function textOr(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}
