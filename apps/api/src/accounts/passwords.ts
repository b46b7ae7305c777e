import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.js';
import { HashingThreads } from './hashing-threads.js';

/** Judges, hashes and checks passwords. All of it throws 503 `overloaded` where too many wait already. */
@Injectable()
export class Passwords {
  #decoy: string | null = null;

  constructor(private readonly threads: HashingThreads) {}

  /** Hashes a chosen password whole; throws 400 where it is easy to guess for who knows these words of its account. */
  async hashNew(password: string, words: readonly string[], field = 'password'): Promise<string> {
    const { hash } = await this.threads.run({ password, storedHash: null, words });
    if (hash !== null) return hash;
    throw Problem.ofField(
      field,
      'is easy to guess: it is made of common passwords, repetition, or your name; take several unrelated words',
    );
  }

  /** Checks a password; without a stored hash it takes the same time and is false. */
  async matches(storedHash: string | null, password: string): Promise<boolean> {
    const compared = storedHash ?? (await this.decoy());
    const { matches } = await this.threads.run({ password, storedHash: compared, words: null });
    return matches && storedHash !== null;
  }

  /** Made at first need, and kept only once it is there: a moment without room for it must not be remembered. */
  private async decoy(): Promise<string> {
    const password = 'a password that nobody has';
    this.#decoy ??= (await this.threads.run({ password, storedHash: null, words: null })).hash;
    if (this.#decoy === null) throw new Error('the decoy was not hashed');
    return this.#decoy;
  }
}
