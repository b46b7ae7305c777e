import type { Environment } from '@ibyok/mode-resolution';
import { PROVIDER_CHECK_HOSTS } from '@ibyok/providers';
import type { Variables } from './variables.js';

/** Whether and where stored keys are checked. */
export interface ProviderChecksConfig {
  /** False: this server makes no call to a provider. */
  readonly enabled: boolean;
  /** What answers on this machine in the place of a provider's host; empty but for tests. */
  readonly standIns: ReadonlyMap<string, string>;
}

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Reads IBYOK_PROVIDER_CHECKS and IBYOK_PROVIDER_STAND_INS. A stand-in is handed people's keys, so it has to be
 * on this machine, in the place of a host that keys go to anyway, and never on a production server.
 */
export function readProviderChecks(variables: Variables, environment: Environment): ProviderChecksConfig {
  const enabled = variables.word('IBYOK_PROVIDER_CHECKS', ['on', 'off'], 'on') === 'on';
  return { enabled, standIns: readStandIns(variables, environment) };
}

function readStandIns(variables: Variables, environment: Environment): ReadonlyMap<string, string> {
  const text = variables.text('IBYOK_PROVIDER_STAND_INS');
  if (text === null) return new Map();
  if (environment === 'production') {
    variables.refuse('IBYOK_PROVIDER_STAND_INS', 'is for tests, and not taken with NODE_ENV=production');
    return new Map();
  }
  const pairs = text.split(',').map((pair) => pair.trim().split('='));
  const right = pairs.every(
    ([host = '', address = '', ...rest]) =>
      rest.length === 0 && PROVIDER_CHECK_HOSTS.has(host) && isLoopbackOrigin(address),
  );
  if (right) return new Map(pairs.map(([host = '', address = '']) => [host, new URL(address).origin]));
  variables.refuse(
    'IBYOK_PROVIDER_STAND_INS',
    'must be hosts of providers with addresses on this machine, such as api.openai.com=http://127.0.0.1:4000, separated by commas',
  );
  return new Map();
}

function isLoopbackOrigin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || !LOOPBACK_NAMES.has(url.hostname)) return false;
  return url.pathname === '/' && !url.username && !url.password && !url.search && !url.hash;
}
