import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads variables one by one and gathers every problem, so that one start names them all. */
export class Variables {
  readonly #problems: { variable: string; message: string }[] = [];
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Notes a problem; the message completes a sentence that begins with the variable's name. */
  refuse(variable: string, message: string): null {
    this.#problems.push({ variable, message });
    return null;
  }

  /** True where one of these variables was refused already. */
  isRefused(...names: readonly string[]): boolean {
    return this.#problems.some(({ variable }) => names.includes(variable));
  }

  /** Throws ConfigError where any variable was refused. */
  throwIfRefused(): void {
    if (this.#problems.length > 0) throw new ConfigError(this.#problems);
  }

  /** The variable's text, or null where it is not set; an empty one is refused. */
  text(variable: string): string | null {
    const value = this.#environment[variable];
    if (value === undefined) return null;
    if (value === '') return this.refuse(variable, 'is empty; give it a value or remove it');
    return value;
  }

  /** One of some words, exactly, or the fallback where the variable is not set. */
  word<Word extends string>(variable: string, words: readonly Word[], fallback: Word): Word {
    const value = this.text(variable);
    if (value === null) return fallback;
    if ((words as readonly string[]).includes(value)) return value as Word;
    this.refuse(variable, `must be exactly one of "${words.join('", "')}"`);
    return fallback;
  }

  /** A TCP port, or the fallback where the variable is not set. */
  port<Fallback extends number | null>(variable: string, fallback: Fallback): number | Fallback {
    const value = this.text(variable);
    if (value === null) return fallback;
    if (/^\d{1,5}$/.test(value) && Number(value) <= 65535) return Number(value);
    this.refuse(variable, 'must be a port number, 0 to 65535');
    return fallback;
  }

  /** A whole number from one to another, or the fallback where the variable is not set. */
  count(variable: string, fallback: number, { from, to }: { from: number; to: number }): number {
    const value = this.text(variable);
    if (value === null) return fallback;
    if (/^\d{1,9}$/.test(value) && Number(value) >= from && Number(value) <= to) return Number(value);
    this.refuse(variable, `must be a whole number, ${from} to ${to}`);
    return fallback;
  }

  /** A secret's text from `NAME` or from the file that `NAME_FILE` names; null where neither is set. */
  secretText(variable: string): string | null {
    const fileVariable = `${variable}_FILE`;
    const direct = this.text(variable);
    const path = this.text(fileVariable);
    if (direct !== null && path !== null) {
      return this.refuse(fileVariable, `is set beside ${variable}; keep one of them`);
    }
    if (path === null) return direct;
    try {
      return readFileSync(path, 'utf8').trim() || this.refuse(fileVariable, 'names an empty file');
    } catch {
      return this.refuse(fileVariable, 'names a file that cannot be read');
    }
  }
}
