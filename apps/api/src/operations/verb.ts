import type { Config } from '../config/config.js';

/** What a command of an administrator works with. */
export interface CommandContext {
  readonly config: Config;
  /** What stands behind the verb on the command line. */
  readonly args: readonly string[];
  /** Writes a line of the result to stdout. Never a secret. */
  say(line: string): void;
}

/** One command of `npm run admin`. */
export interface Verb {
  /** One or two words, as people type them: `doctor`, `audit verify`. */
  readonly name: string;
  /** What may stand behind the name: `FILE`, or nothing. */
  readonly usage: string;
  readonly summary: string;
  /** Does it. Returns the exit code: 0, or 1 where it found something wrong; throws CommandError. */
  run(context: CommandContext): Promise<number>;
}
