import { hash } from 'node:crypto';

/** What stands for a request: ids and drawn values are made of it, so the same request gets the same answer. */
export class Digest {
  readonly #hexadecimal: string;

  /** Of the address and the body's bytes as they came. */
  constructor(path: string, body: Uint8Array) {
    this.#hexadecimal = hash('sha256', Buffer.concat([Buffer.from(`${path}\0`), body]), 'hex');
  }

  /** An id: the prefix and 24 hexadecimal digits, different for each part of an answer. */
  id(prefix: string, part = 0): string {
    const start = (part * 7) % 40;
    return prefix + this.#hexadecimal.slice(start, start + 24);
  }

  /** A seed of 32 bits. */
  get seed(): number {
    return Number.parseInt(this.#hexadecimal.slice(0, 8), 16);
  }
}

/** When every mock was made, in seconds since 1970: a clock would give the same request another answer. */
export const MADE_AT = Date.UTC(2026, 0, 1) / 1000;
