import type { Runtime } from './runtime.js';

/** A request as a fake platform saw it. */
export interface SeenRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: unknown;
  readonly redirect: string | undefined;
}

/** What a request is answered with: a response, an error to throw, or a function that decides. */
export type Script = Response | Error | 'never' | ((request: SeenRequest) => Response | Promise<Response>);

interface Timer {
  readonly at: number;
  readonly delay: number;
  readonly background: boolean;
  readonly callBack: () => void;
}

/** A platform without a network or a real clock: answers are given in advance, timers fire when told to. */
export class FakePlatform implements Runtime {
  readonly requests: SeenRequest[] = [];
  readonly warnings: string[] = [];
  readonly variables: Record<string, string> = { IBYOK_API: 'https://vault.test', IBYOK_ACCESS_TOKEN: TOKEN };
  /** What `random` says. */
  chance = 0.5;
  time = Date.parse('2026-03-01T12:00:00Z');
  readonly #answers: Script[] = [];
  readonly #timers = new Set<Timer>();

  /** Has the next requests answered so, in this order; later ones fail. */
  answer(...answers: readonly Script[]): void {
    this.#answers.push(...answers);
  }

  readonly fetch = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    const request = {
      url: new URL(String(input)),
      method: init.method ?? 'GET',
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
      redirect: init.redirect,
    };
    this.requests.push(request);
    const answer = this.#answers.shift() ?? new Error('no answer is left');
    if (answer === 'never') return new Promise((_, reject) => rejectOnAbort(init.signal, reject));
    if (answer instanceof Error) throw answer;
    return answer instanceof Response ? answer : answer(request);
  };

  readonly now = (): number => this.time;
  readonly random = (): number => this.chance;
  readonly variable = (name: string): string | undefined => this.variables[name] || undefined;
  readonly warn = (message: string): void => {
    this.warnings.push(message);
  };

  readonly after = (delay: number, callBack: () => void, background = false): (() => void) => {
    const timer = { at: this.time + delay, delay, background, callBack };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** Waits until something waits, lets that much time pass, and returns it in milliseconds. */
  async fireTimer(): Promise<number> {
    for (let turns = 0; turns < 1_000; turns += 1) {
      await turn();
      const [next] = [...this.#timers].sort((a, b) => a.at - b.at);
      if (!next) continue;
      this.#timers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.callBack();
      await turn();
      return next.delay;
    }
    throw new Error('nothing waits');
  }

  /** Lets everything run until nothing is waited for but one timer of this length, as between two looks of a watch. */
  async settleOn(delay: number): Promise<void> {
    for (let turns = 0; turns < 1_000; turns += 1) {
      await turn();
      const [only, ...others] = [...this.#timers];
      if (only?.delay === delay && others.length === 0) return;
    }
    throw new Error('something else is waited for');
  }

  /** Lets everything run until so many timers are waited for. */
  async settleOnTimers(count: number): Promise<void> {
    for (let turns = 0; turns < 1_000; turns += 1) {
      await turn();
      if (this.#timers.size === count) return;
    }
    throw new Error(`not ${count} timers are waited for, but ${this.#timers.size}`);
  }

  /** The timers that would keep a process alive. */
  get waitsInForeground(): number {
    return [...this.#timers].filter(({ background }) => !background).length;
  }
}

/** A token as a server makes them, but for its sum. */
export const TOKEN = 'ibyok_0123456789abcdefghijklmnopqrstuv';

/** Lets everything that is ready run. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** An answer with a JSON body. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'x-request-id': 'req-1', ...headers } });
}

/** A refusal as the contract has it. */
export function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  return json(
    { type: 'about:blank', title: code, status, code, detail: `It is ${code}.`, requestId: 'req-1' },
    status,
    headers,
  );
}

/** The answer to a fetch. */
export function keyAnswer(mode: 'mock' | 'live', value = `${mode}-value`, keyId = 'key_1'): Response {
  return json(keyBody(mode, value, keyId));
}

export function keyBody(mode: 'mock' | 'live', value = `${mode}-value`, keyId = 'key_1') {
  const modeInfo = { environment: 'development', effectiveMode: mode, source: 'tenant_setting' };
  return { keyId, name: 'OpenAI', llmType: 'openai', value, modeInfo };
}

/** What fetch throws where nobody listens. */
export function refusedConnection(): Error {
  return Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
}

function rejectOnAbort(signal: AbortSignal | null | undefined, reject: (error: unknown) => void): void {
  signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
}
