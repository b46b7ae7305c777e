import type { ConsoleMessage, Page } from 'playwright-core';

const FAILED_LOAD = /^Failed to load resource: .*?(?:status of (\d+)|net::(ERR_\w+))/;

/** An answer that a page gets on purpose: a status, or an error such as ERR_CONNECTION_REFUSED, and a path. */
export interface Expected {
  readonly outcome: number | string;
  readonly path: string;
}

/** Who asks whether there is a session, without one, is told 401; so is a page whose session has ended, at its next look. */
const ALWAYS: readonly Expected[] = [
  { outcome: 401, path: '/api/session' },
  { outcome: 401, path: '/api/changes' },
];

/** Everything that goes wrong in a page and that no person would see. */
export class PageFaults {
  readonly #found: string[] = [];
  readonly #expected: Expected[] = [...ALWAYS];
  readonly #messages: RegExp[] = [];

  /** Watches a page from before its first document on. */
  async watch(page: Page): Promise<void> {
    page.on('pageerror', (error) => this.#found.push(`page error: ${error.stack ?? error.message}`));
    page.on('crash', () => this.#found.push('the page crashed'));
    page.on('console', (message) => this.#hear(message));
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        reportError(new Error(`content security policy: ${violatedDirective} against ${blockedURI}`));
      });
    });
  }

  /** Announces a failed request that is part of the test. A path that ends with * stands for all beneath it. */
  expect(outcome: Expected['outcome'], path: string): void {
    this.#expected.push({ outcome, path });
  }

  /** Announces a message of the console that is part of the test. */
  expectMessage(message: RegExp): void {
    this.#messages.push(message);
  }

  /** What was found and not expected. */
  get unexpected(): readonly string[] {
    return this.#found;
  }

  #hear(message: ConsoleMessage): void {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (this.#messages.some((expected) => expected.test(message.text()))) return;
    const { url } = message.location();
    const [, status, error] = FAILED_LOAD.exec(message.text()) ?? [];
    const outcome = status === undefined ? error : Number(status);
    if (outcome !== undefined && this.#isExpected(outcome, new URL(url).pathname)) return;
    this.#found.push(`console ${message.type()}: ${message.text()} (${url})`);
  }

  #isExpected(outcome: Expected['outcome'], path: string): boolean {
    return this.#expected.some((one) => {
      const there = one.path.endsWith('*') ? path.startsWith(one.path.slice(0, -1)) : path === one.path;
      return there && one.outcome === outcome;
    });
  }
}
