import type { Signature, SigningKeys } from '../../keyring/signing-keys.js';
import type { ChainHead, ChainLink } from './chain-link.js';

/** Where a chain ended at some time, signed, to be kept apart from the database. */
export interface Checkpoint extends Signature {
  readonly format: 1;
  /** The last link's number and hash, and its last record. */
  readonly link: string;
  readonly seq: string;
  readonly hash: string;
  /** RFC 3339 in UTC. */
  readonly at: string;
  /** The random value that this chain began with. */
  readonly installation: string;
}

/** Makes the checkpoint of a chain that ends at this head. */
export function checkpointOf(head: ChainHead, at: Date, keys: SigningKeys): Checkpoint {
  const content = {
    format: 1,
    link: head.number,
    seq: head.last_seq,
    hash: head.hash.toString('hex'),
    at: at.toISOString(),
    installation: head.installation.toString('hex'),
  } as const;
  return { ...content, ...keys.sign(signedText(content)) };
}

/** Reads a checkpoint's file; null where it is none, or not signed by one of these keys. */
export function parseCheckpoint(text: string, keys: SigningKeys): Checkpoint | null {
  const parsed = parse(text);
  if (parsed === null || parsed.format !== 1) return null;
  const texts = [parsed.link, parsed.seq, parsed.hash, parsed.at, parsed.installation, parsed.publicKey];
  if (![...texts, parsed.signature].every((part) => typeof part === 'string')) return null;
  if (!/^\d{1,18}$/.test(String(parsed.link))) return null;
  const checkpoint = parsed as unknown as Checkpoint;
  return keys.verifies(signedText(checkpoint), checkpoint) ? checkpoint : null;
}

/** Holds a chain against a checkpoint while it is read; `findings` once it was read whole. */
export class CheckpointComparison {
  #found: ChainLink | null = null;
  readonly #checkpoint: Checkpoint;

  constructor(checkpoint: Checkpoint) {
    this.#checkpoint = checkpoint;
  }

  see(link: ChainLink): void {
    if (link.number === this.#checkpoint.link) this.#found = link;
  }

  /** One line for each way in which the chain is not the one that the checkpoint saw. */
  findings({ installation, number }: ChainHead): readonly string[] {
    const { link, hash } = this.#checkpoint;
    if (installation.toString('hex') !== this.#checkpoint.installation) {
      return ['the whole: this is not the chain that the checkpoint is of'];
    }
    if (link === '0') return [];
    if (this.#found === null) {
      return [`the end: the checkpoint saw link ${link}, the chain ends at link ${number}`];
    }
    return this.#found.hash.toString('hex') === hash
      ? []
      : [`the whole up to link ${link}: not what the checkpoint saw`];
  }
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function signedText(content: Omit<Checkpoint, keyof Signature>): string {
  const { format, link, seq, hash, at, installation } = content;
  return JSON.stringify(['ibyok checkpoint', format, link, seq, hash, at, installation]);
}
