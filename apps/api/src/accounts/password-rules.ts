import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.js';

/** zxcvbn, 3 of 4: more than 10^8 guesses for somebody who knows what people choose. */
const LEAST_SCORE = 3;
/** Characters that are looked at: what begins with so many that are hard to guess is hard to guess. */
const LOOKED_AT = 100;
const PRODUCT_WORDS = ['ibyok'];

type Checker = { check(password: string, words: (string | number)[]): { readonly score: number } };

/**
 * Refuses passwords that are common or made of what anybody knows of the account (NIST SP 800-63B-4,
 * 3.1.1.2: a blocklist; it also says not to ask for digits and signs, so nothing does).
 */
@Injectable()
export class PasswordRules {
  #checker: Promise<Checker> | null = null;

  /** Takes a new password and words of its account; throws 400 naming the field. */
  async assertHardToGuess(password: string, words: readonly string[], field = 'password'): Promise<void> {
    // Loaded at first use: the word lists would slow every start down.
    this.#checker ??= loadChecker();
    const checker = await this.#checker;
    const known = [...PRODUCT_WORDS, ...words.flatMap(withParts)];
    const forms = [password, withoutSeparators(password)].map((form) => form.slice(0, LOOKED_AT));
    if (forms.every((form) => checker.check(form, known).score >= LEAST_SCORE)) return;
    throw Problem.ofField(
      field,
      'is easy to guess: it is made of common passwords, repetition, or your name; take several unrelated words',
    );
  }
}

async function loadChecker(): Promise<Checker> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}

/** The estimate takes a space or a dash for something that must be guessed, which makes `password password` look hard. */
function withoutSeparators(password: string): string {
  return password.replace(/[\s\p{Pd}\p{Pc}.,]/gu, '');
}

/** An address or a name as a whole, and what it is made of. */
function withParts(words: string): readonly string[] {
  return [words, ...words.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length > 2);
}
