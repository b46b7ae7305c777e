import { Injectable } from '@nestjs/common';
import { HashingThreads } from './hashing-threads.js';
import { PasswordRules } from './password-rules.js';

/** Hashes and checks passwords, a few at a time. */
@Injectable()
export class Passwords {
  #decoy: Promise<string> | null = null;

  constructor(
    private readonly rules: PasswordRules,
    private readonly threads: HashingThreads,
  ) {}

  /** Hashes a password somebody has chosen, whose account these words are about; throws 400 as the rules do. */
  async hashNew(password: string, words: readonly string[], field = 'password'): Promise<string> {
    await this.rules.assertHardToGuess(password, words, field);
    return this.hash(password);
  }

  /** Checks a password; without a stored hash it takes the same time and is false. */
  async matches(storedHash: string | null, password: string): Promise<boolean> {
    const decoy = await this.decoy();
    const { matches } = await this.threads.run({ password, storedHash: storedHash ?? decoy });
    return matches && storedHash !== null;
  }

  private decoy(): Promise<string> {
    this.#decoy ??= this.hash('a password that nobody has').catch((error: unknown) => {
      // A moment without room for it must not be remembered.
      this.#decoy = null;
      throw error;
    });
    return this.#decoy;
  }

  /** Hashes a password whole, however long. */
  private async hash(password: string): Promise<string> {
    return (await this.threads.run({ password, storedHash: null })).hash;
  }
}
