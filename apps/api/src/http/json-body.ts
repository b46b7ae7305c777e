import { Problem } from './problem.js';

/** How deep a body may nest; deeper ones cost more than they can mean. */
const MAX_DEPTH = 20;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses a request body strictly. Takes its bytes; returns the object, or undefined for an empty body.
 * Throws a 400 Problem for invalid UTF-8 or JSON, what is no object, a prototype-like field, a NUL character, a
 * lone surrogate, or more than 20 levels.
 */
export function parseJsonBody(bytes: Buffer): object | undefined {
  if (bytes.length === 0) return undefined;
  const text = decode(bytes);
  if (exceeds(text, { levels: MAX_DEPTH, values: Number.POSITIVE_INFINITY }))
    throw new Problem(400, 'body_too_deep', `The body nests deeper than ${MAX_DEPTH} levels.`);
  const body = parse(text);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw new Problem(400, 'invalid_json', 'The body is not a JSON object.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text, (name, value) => {
      if (name === 'prototype' || name in Object.prototype) throw forbiddenName();
      assertText(name);
      if (typeof value === 'string') assertText(value);
      return value;
    });
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(400, 'invalid_json', 'The body is not valid JSON.');
  }
}

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Problem(400, 'invalid_json', 'The body is not valid UTF-8.');
  }
}

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;

/** How much a JSON text may be: how deep it nests, and how many values it has, about. */
export interface JsonBounds {
  readonly levels: number;
  readonly values: number;
}

/** Whether a JSON text is more than that: read outside of strings, so that nesting costs no stack and values no memory. */
export function exceeds(text: string, { levels, values }: JsonBounds): boolean {
  let depth = 0;
  let count = 1;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === QUOTE) index = endOfString(text, index);
    else if (character === COMMA) count += 1;
    else if (isOpening(character)) {
      depth += 1;
      count += 1;
      if (depth > levels) return true;
    } else if (isClosing(character)) depth -= 1;
    if (count > values) return true;
  }
  return false;
}

/** [ or { */
function isOpening(character: number): boolean {
  return character === 91 || character === 123;
}

/** ] or } */
function isClosing(character: number): boolean {
  return character === 93 || character === 125;
}

/** Where the string that begins at a quote ends; the end of the text where it does not. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}

function assertText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) {
    throw new Problem(400, 'invalid_text', 'A text in the body has a NUL character or a lone surrogate.');
  }
}

function forbiddenName(): Problem {
  return new Problem(400, 'forbidden_field', 'A field of the body has a name that is not allowed.');
}
