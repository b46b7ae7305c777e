import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ApiClient } from './api-client.js';
import { onCleanup } from './cleanup.js';

const PROCESS = fileURLToPath(new URL('./openid-provider-process.mjs', import.meta.url));

/** A real provider, and a way to end and begin it. */
export interface OpenIdProvider {
  readonly issuer: string;
  stop(): Promise<void>;
}

/** Starts oidc-provider on loopback for one client, `ibyok`, whose secret is `client-secret`. */
export async function startOpenIdProvider(redirectUri: string): Promise<OpenIdProvider> {
  const child = spawn(process.execPath, [PROCESS, redirectUri], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'close');
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  onCleanup(stop);
  const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  return { issuer: line.trim(), stop };
}

/**
 * Goes where a browser was sent as somebody who signs in there by a name and consents, or aborts. Returns the
 * address that the provider sends them back to.
 */
export async function visitOpenIdProvider(location: string, name: string, aborts = false): Promise<URL> {
  const { origin } = new URL(location);
  const browser = new ApiClient(origin);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  let next = new URL(location);
  for (let step = 0; step < 12; step += 1) {
    if (next.origin !== origin) return next;
    const page = await browser.request('GET', next.pathname + next.search);
    const redirect = page.headers.get('location');
    if (redirect) {
      next = new URL(redirect, next);
      continue;
    }
    if (aborts) {
      next = new URL(`${next.pathname}/abort`, origin);
      continue;
    }
    const prompt = /name="prompt" value="(\w+)"/.exec(page.text)?.[1];
    if (!prompt) throw new Error(`the provider's page has no form: ${page.text.slice(0, 300)}`);
    const raw = new URLSearchParams({ prompt, login: name, password: 'any' }).toString();
    const answer = await browser.request('POST', next.pathname, { raw, headers });
    next = new URL(answer.headers.get('location') ?? '', next);
  }
  throw new Error('the provider sends people around in a circle');
}
