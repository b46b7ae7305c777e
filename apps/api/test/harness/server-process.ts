import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onCleanup } from './cleanup.js';
import { noteProcess } from './run.js';

export type Variables = Readonly<Record<string, string | undefined>>;

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
/** All that a server inherits of the machine: nothing of the run's own settings reaches it. */
export const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot', 'TEMP'];

/** What a server is given so that it keeps secrets; made anew for every test. */
export interface Secrets {
  readonly masterKey: string;
  readonly sessionSecret: string;
  readonly setupToken: string;
}

export function newSecrets(): Secrets {
  return {
    masterKey: randomBytes(32).toString('base64'),
    sessionSecret: randomBytes(32).toString('hex'),
    setupToken: randomBytes(24).toString('base64url'),
  };
}

/** How a server is started that is not started as it is. */
export interface Launch {
  /** The main.js of another installation. */
  readonly main?: string;
  /** A command that takes the server's own behind it, and becomes it. */
  readonly within?: readonly string[];
}

/** The built server as a process of its own, with all that it says. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  #stdout = '';
  #stderr = '';

  /** Starts it with these variables and no others of its own. It is killed at the end of the test file. */
  constructor(variables: Variables, { main = MAIN, within = [] }: Launch = {}) {
    const inherited = Object.fromEntries(INHERITED.map((name) => [name, process.env[name]]));
    const [command = '', ...words] = [...within, process.execPath, main];
    this.#child = spawn(command, words, {
      env: { ...inherited, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text;
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    const forget = noteProcess(this.pid);
    this.#ended = once(this.#child, 'close').then(([code]) => {
      forget();
      return code as number | null;
    });
    onCleanup(() => this.kill());
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('the server could not be spawned');
    return this.#child.pid;
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Resolves to its exit code once it has ended and all it said is read; null where a signal ended it. */
  ended(): Promise<number | null> {
    return this.#ended;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Asks it to stop, as a supervisor does; resolves to its exit code. */
  stop(): Promise<number | null> {
    this.signal('SIGTERM');
    return this.#ended;
  }

  /** kill -9. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.#ended;
  }
}
