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
  assertShallow(text);
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

/** Counts brackets outside strings before parsing, so that nesting costs no stack. */
function assertShallow(text: string): void {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > MAX_DEPTH)
        throw new Problem(400, 'body_too_deep', `The body nests deeper than ${MAX_DEPTH} levels.`);
    } else if (character === '}' || character === ']') depth -= 1;
  }
}

function assertText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) {
    throw new Problem(400, 'invalid_text', 'A text in the body has a NUL character or a lone surrogate.');
  }
}

function forbiddenName(): Problem {
  return new Problem(400, 'forbidden_field', 'A field of the body has a name that is not allowed.');
}
