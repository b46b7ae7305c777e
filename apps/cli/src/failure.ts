import {
  IbyokAuthenticationError,
  IbyokConfigurationError,
  IbyokDeniedError,
  IbyokError,
  IbyokNotFoundError,
  IbyokRateLimitedError,
  IbyokServerError,
  IbyokUnreachableError,
} from '@ibyok/client';
import { EXIT } from './exit-codes.js';

/** Something that ends the program: one line for people, a word for programs, an exit code. */
export class Failure extends Error {
  constructor(
    readonly code: string,
    /** What is wrong and what to do. */
    message: string,
    readonly exitCode: number = EXIT.usage,
    readonly requestId?: string,
  ) {
    super(message);
  }
}

const EXIT_CODES: readonly (readonly [
  kind: abstract new (...given: never[]) => IbyokError,
  exitCode: number,
])[] = [
  [IbyokConfigurationError, EXIT.usage],
  [IbyokUnreachableError, EXIT.unreachable],
  [IbyokServerError, EXIT.unreachable],
  [IbyokRateLimitedError, EXIT.unreachable],
  [IbyokAuthenticationError, EXIT.denied],
  [IbyokDeniedError, EXIT.denied],
  [IbyokNotFoundError, EXIT.notFound],
];

/** What ends the program, whatever was thrown. An error that nobody foresaw is not quoted: it may hold anything. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (!(error instanceof IbyokError)) {
    const name = error instanceof Error ? error.name : typeof error;
    return new Failure('unexpected', `Something unexpected failed (${name}): report it.`, EXIT.failed);
  }
  const [, exitCode] = EXIT_CODES.find(([kind]) => error instanceof kind) ?? [null, EXIT.failed];
  return new Failure(error.code, error.detail, exitCode, error.requestId);
}

/** The failure for a key that the token does not show; its reference was checked before. */
export function noSuchKey(reference: string): Failure {
  const detail = `There is no key ${reference} that this access token may use: \`ibyok keys\` lists those it may.`;
  return new Failure('key_not_found', detail, EXIT.notFound);
}

/** As `failureOf`, but names the key that was not found. */
export function failureAbout(reference: string, error: unknown): Failure {
  return error instanceof IbyokNotFoundError ? noSuchKey(reference) : failureOf(error);
}
