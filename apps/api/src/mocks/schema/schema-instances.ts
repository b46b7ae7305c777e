import { Worker } from 'node:worker_threads';
import type { JsonSchema } from '../answer/conversation.js';
import { MockRefusal } from '../http/mock-refusal.js';
import type { InstanceAnswer, InstanceQuestion, STARTED } from './instance-worker.js';

/** Milliseconds; a schema of some hundred properties takes some ten. */
const LONGEST = 3_000;
/** For the thread to start, on a busy machine. */
const LONGEST_START = 20_000;
const MOST_WAITING = 200;
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 };

interface Asked {
  readonly question: InstanceQuestion;
  readonly settle: (answer: InstanceAnswer | MockRefusal) => void;
}

/**
 * Values that satisfy the schemas of requests. A schema can be made to take for ever (a pattern, a number of
 * items), so they are found one after the other in a thread of their own, which is ended when one takes too
 * long; the server that hands out keys waits for none.
 */
export class SchemaInstances {
  readonly #waiting: Asked[] = [];
  #worker: Worker | null = null;
  #hasStarted = false;
  #current: { readonly asked: Asked; timer: NodeJS.Timeout } | null = null;

  /** A value that satisfies the schema, the same for the same seed. Throws a MockRefusal where none is found. */
  async of(schema: JsonSchema, seed: number): Promise<unknown> {
    if (this.#waiting.length >= MOST_WAITING) throw busy();
    // Written here, where it fails for this request alone; handing it over happens between requests.
    const question = { schema: JSON.stringify(schema), seed };
    const answer = await new Promise<InstanceAnswer | MockRefusal>((settle) => {
      this.#waiting.push({ question, settle });
      this.#next();
    });
    if (answer instanceof MockRefusal) throw answer;
    if (answer === null) throw unsatisfied();
    return JSON.parse(answer);
  }

  /** The same, for what has to be an object: the arguments of a tool. */
  async objectOf(schema: JsonSchema, seed: number): Promise<object> {
    const instance = await this.of(schema, seed);
    if (typeof instance === 'object' && instance !== null && !Array.isArray(instance)) return instance;
    throw new MockRefusal('invalid_request', "A tool's parameters have to be a schema of an object.");
  }

  /** Ends the thread; what waits is refused. */
  async close(): Promise<void> {
    for (const { settle } of this.#waiting.splice(0)) settle(busy());
    await this.#end(busy());
  }

  #next(): void {
    if (this.#current || this.#waiting.length === 0) return;
    const asked = this.#waiting.shift();
    if (!asked) return;
    this.#worker ??= this.#begin();
    this.#current = { asked, timer: this.#endIn(this.#hasStarted ? LONGEST : LONGEST_START) };
    this.#worker.postMessage(asked.question);
  }

  #endIn(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => void this.#end(unsatisfied()), milliseconds);
  }

  #begin(): Worker {
    const worker = new Worker(new URL('./instance-worker.js', import.meta.url), {
      resourceLimits: RESOURCE_LIMITS,
      // Nothing of the server's environment, its secrets above all, has any business there.
      env: {},
      execArgv: [],
    });
    worker.unref();
    this.#hasStarted = false;
    worker.on('message', (message: InstanceAnswer | typeof STARTED) => {
      if (worker !== this.#worker) return;
      if (typeof message === 'object' && message !== null) this.#started();
      else this.#finish(message);
    });
    // Out of memory, for one.
    worker.on('error', () => this.#lost(worker));
    worker.on('exit', () => this.#lost(worker));
    return worker;
  }

  #lost(worker: Worker): void {
    if (worker !== this.#worker) return;
    this.#worker = null;
    this.#finish(unsatisfied());
  }

  #started(): void {
    this.#hasStarted = true;
    if (!this.#current) return;
    clearTimeout(this.#current.timer);
    this.#current.timer = this.#endIn(LONGEST);
  }

  #finish(answer: InstanceAnswer | MockRefusal): void {
    const current = this.#current;
    this.#current = null;
    if (current) {
      clearTimeout(current.timer);
      current.asked.settle(answer);
    }
    this.#next();
  }

  async #end(reason: MockRefusal): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#finish(reason);
    await worker?.terminate();
  }
}

function unsatisfied(): MockRefusal {
  return new MockRefusal(
    'invalid_request',
    'The mock found nothing that satisfies a JSON schema of the request.',
  );
}

function busy(): MockRefusal {
  return new MockRefusal('unavailable', 'Too many JSON schemas wait for the mock. Try again.', 1);
}
