import type { ModeInfo } from '@ibyok/client';
import { detectProvider, isMockValue, providerOfVariable } from '@ibyok/providers';
import { EXIT } from '../exit-codes.js';
import { Failure } from '../failure.js';

/** A key by its slug, and its mode. */
export interface Standing {
  readonly slug: string;
  readonly modeInfo: ModeInfo;
}

/**
 * Throws where any key is live.
 * @param issued whether live values have been fetched by now, which the server has on record
 */
export function refuseLive(standings: readonly Standing[], issued: boolean): void {
  const live = standings.filter(({ modeInfo }) => modeInfo.effectiveMode !== 'mock');
  const [first] = live;
  if (!first) return;
  const names = live.map(({ slug }) => slug).join(', ');
  const { environment, source } = first.modeInfo;
  const verb = live.length === 1 ? 'is' : 'are';
  const done = issued
    ? `it turned live just now: ${live.length} live ${live.length === 1 ? 'key was' : 'keys were'} issued, and the command was not started`
    : '0 live keys issued, and the command was not started';
  const advice = 'name another environment, override the key to mock, or leave it out with --only';
  throw new Failure(
    'live_key',
    `--require-mock: ${names} ${verb} live in ${environment} (${source}): ${done}. To go on, ${advice}.`,
    EXIT.live,
  );
}

/**
 * The variables that were set before, are handed on as they are, and hold a provider's key that is no mock: by the
 * variable's name, under which the provider's client may read it, or by the value's shape.
 */
export function inheritedKeys(
  variables: Readonly<Record<string, string | undefined>>,
  injected: ReadonlySet<string>,
): string[] {
  const names = Object.entries(variables).flatMap(([name, value = '']) => {
    if (value === '' || injected.has(name) || isMockValue(value)) return [];
    return providerOfVariable(name) || detectProvider(value) ? [name] : [];
  });
  return names.sort();
}
