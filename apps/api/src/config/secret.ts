/** A secret's bytes, kept from logs: printing, JSON and interpolation show a placeholder. */
export class Secret {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer | string) {
    this.#bytes = Buffer.from(bytes as string);
  }

  /** The bytes themselves, for the one place that uses them. */
  reveal(): Buffer {
    return this.#bytes;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }
}
