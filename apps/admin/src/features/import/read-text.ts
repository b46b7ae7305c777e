import { type Dotenv, parseDotenv } from '@ibyok/providers';
import { importText } from '../../text/import.js';

/** As much as one request may carry, so that a slip pastes no whole log. */
export const MAX_KIBIBYTES = 64;
export const MAX_VARIABLES = 500;

/** What a text came to: its variables, or the sentence that says why it can't be read. */
export type Reading = { readonly dotenv: Dotenv } | { readonly problem: string };

/** Reads a pasted text, if it is not too large and has variables in it. */
export function readText(text: string): Reading {
  const { nothing, noVariables, tooMany } = importText.paste;
  if (text.trim() === '') return { problem: nothing };
  // Characters of UTF-16 first: what has too many of them need not be encoded.
  const bytes = text.length > MAX_KIBIBYTES * 1024 ? text.length : new TextEncoder().encode(text).length;
  if (bytes > MAX_KIBIBYTES * 1024) return tooLarge(bytes);
  const dotenv = parseDotenv(text);
  const count = dotenv.variables.length;
  if (count === 0) return { problem: noVariables };
  if (count > MAX_VARIABLES) return { problem: tooMany(count, MAX_VARIABLES) };
  return { dotenv };
}

/** Reads a file in the browser; one that is too large is not even opened. */
export async function readFile(file: File): Promise<Reading> {
  if (file.size > MAX_KIBIBYTES * 1024) return tooLarge(file.size);
  try {
    return readText(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()));
  } catch {
    return { problem: importText.paste.notText };
  }
}

function tooLarge(bytes: number): Reading {
  return { problem: importText.paste.tooLarge(Math.ceil(bytes / 1024), MAX_KIBIBYTES) };
}
