import { createIbyok, type EnvironmentChoice, type Ibyok } from '@ibyok/client';
import { parseEnvironment } from '@ibyok/mode-resolution';
import { Failure } from './failure.js';
import { httpFetch } from './http-fetch.js';
import { Screen } from './terminal/screen.js';

/** What most commands take. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly env?: string;
}

/** What a command works with. */
export interface Context {
  readonly client: Ibyok;
  readonly screen: Screen;
}

/** Sets up a command from its options; settings come from the variables, the access token from nowhere else. */
export function contextOf({ env, json }: CommonOptions): Context {
  if (env !== undefined && parseEnvironment(env) === null) {
    const detail = '--env has to be an environment: development, staging or production.';
    throw new Failure('environment_invalid', detail);
  }
  // Whoever waits before a terminal or a pipeline is told early.
  const client = createIbyok({
    ...{ retries: 1, totalTimeout: 15_000 },
    ...(env !== undefined && { environment: env }),
    // It has what the client uses of a fetch.
    fetch: httpFetch as unknown as typeof fetch,
  });
  return { client, screen: screenOf(json ?? false) };
}

/** The process's own terminal. */
export function screenOf(json: boolean): Screen {
  return new Screen(process.stdout, process.stderr, process.env, json);
}

/** Who decided on the environment, in words. */
export function deciderOf({ decidedBy }: EnvironmentChoice): string {
  if (decidedBy === 'option') return '--env';
  return decidedBy === 'server' ? 'the server' : decidedBy;
}
