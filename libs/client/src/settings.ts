import type { CacheOptions } from './cache/cache-options.js';
import { checkCacheOptions } from './cache/cache-options.js';
import { IbyokConfigurationError } from './errors.js';
import type { Runtime } from './runtime.js';

/** How a client is set up. What is absent comes from the environment's variables, or has the default named here. */
export interface IbyokOptions {
  /** The server's address, such as `https://ibyok.example.com`; else `IBYOK_API`. */
  readonly api?: string;
  /** Else `IBYOK_ACCESS_TOKEN`. */
  readonly accessToken?: string;
  /** `development`, `staging` or `production`; else `IBYOK_ENV`, else `NODE_ENV`, else the server's own. */
  readonly environment?: string;
  /** How long one attempt may take, in milliseconds; 10,000 by default. */
  readonly timeout?: number;
  /** How often a failed attempt is repeated; 2 by default, 0 for never. */
  readonly retries?: number;
  /** How long a call may take with all its attempts and pauses, in milliseconds; 30,000 by default. */
  readonly totalTimeout?: number;
  /** Keeps each key's last answer, encrypted, for when the server cannot be reached; absent: nothing is kept. */
  readonly cache?: CacheOptions;
  /** Another fetch, for example through a proxy. */
  readonly fetch?: typeof globalThis.fetch;
}

/** How long and how often is tried. */
export interface Patience {
  readonly timeout: number;
  readonly retries: number;
  readonly totalTimeout: number;
}

/** Where requests go, and with which token. */
export interface Destination {
  /** Without a slash at its end. */
  readonly api: string;
  readonly accessToken: string;
}

const MAX_TIMEOUT = 600_000;
const MAX_RETRIES = 20;
/** What an HTTP header takes, without white space. */
const TOKEN = /^[\x21-\x7e]+$/;

/** Checks the options that no variable can stand in for; throws an IbyokConfigurationError naming what is wrong. */
export function patienceOf({ timeout, retries, totalTimeout, cache }: IbyokOptions): Patience {
  if (cache) checkCacheOptions(cache);
  return {
    timeout: numberOf('timeout', timeout ?? 10_000, 1, MAX_TIMEOUT),
    retries: numberOf('retries', retries ?? 2, 0, MAX_RETRIES),
    totalTimeout: numberOf('totalTimeout', totalTimeout ?? 30_000, 1, MAX_TIMEOUT),
  };
}

/** Reads where requests go; throws an IbyokConfigurationError that never repeats what it was given. */
export function destinationOf(options: IbyokOptions, { variable }: Pick<Runtime, 'variable'>): Destination {
  const api = options.api ?? variable('IBYOK_API');
  if (!api) {
    const detail = "IBYOK_API is not set: set it to the server's address, such as http://localhost:3000.";
    throw new IbyokConfigurationError(detail, { code: 'api_missing' });
  }
  const accessToken = options.accessToken ?? variable('IBYOK_ACCESS_TOKEN');
  if (!accessToken) {
    const detail = 'IBYOK_ACCESS_TOKEN is not set: create an access token in the dashboard, and set it.';
    throw new IbyokConfigurationError(detail, { code: 'access_token_missing' });
  }
  if (!TOKEN.test(accessToken)) {
    const detail =
      'IBYOK_ACCESS_TOKEN is no access token: it has white space or other characters that none has; copy it again.';
    throw new IbyokConfigurationError(detail, { code: 'access_token_invalid' });
  }
  return { api: addressOf(api), accessToken };
}

function addressOf(api: string): string {
  const url = parsed(api);
  const isAddress =
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    // As written: of an empty query or fragment the parts tell nothing.
    !/[?#]/.test(url.href);
  if (!isAddress) {
    const detail =
      'IBYOK_API is not an address: it has to be like https://ibyok.example.com, without a user, a query or a fragment.';
    throw new IbyokConfigurationError(detail, { code: 'api_invalid' });
  }
  return url.href.replace(/\/+$/, '');
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function numberOf(setting: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new IbyokConfigurationError(`${setting} has to be a whole number from ${least} to ${most}.`, {
    code: 'option_invalid',
  });
}
