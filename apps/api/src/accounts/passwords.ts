import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { overloaded } from '../http/problem.js';
import { PasswordRules } from './password-rules.js';

/** OWASP Password Storage Cheat Sheet: argon2id with at least 19 MiB, two passes, one lane. */
const ARGON2ID = 2;
const OPTIONS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Two cores' worth: more at once would only take memory from reads. */
const MAX_AT_ONCE = 2;
const MAX_WAITING = 64;

/** Hashes and checks passwords, a few at a time. */
@Injectable()
export class Passwords {
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  #decoy: Promise<string> | null = null;

  constructor(private readonly rules: PasswordRules) {}

  /** Hashes a password somebody has chosen, whose account these words are about; throws 400 as the rules do. */
  async hashNew(password: string, words: readonly string[], field = 'password'): Promise<string> {
    await this.rules.assertHardToGuess(password, words, field);
    return this.hash(password);
  }

  /** Hashes a password whole, however long. */
  private hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, OPTIONS));
  }

  /** Checks a password; without a stored hash it takes the same time and is false. */
  async matches(storedHash: string | null, password: string): Promise<boolean> {
    this.#decoy ??= this.hash('a password that nobody has');
    const decoy = await this.#decoy;
    const matched = await this.inTurn(() => verify(storedHash ?? decoy, password));
    return matched && storedHash !== null;
  }

  private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= MAX_AT_ONCE) {
      if (this.#waiting.length >= MAX_WAITING) throw overloaded();
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
