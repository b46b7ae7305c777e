import {
  IbyokConfigurationError,
  IbyokError,
  IbyokNotFoundError,
  IbyokUnexpectedAnswerError,
  type WhoAmI,
} from '@ibyok/client';
import { type Context, deciderOf } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { failureOf } from '../failure.js';
import { ask, type ServerAnswer } from './server-answer.js';

/** What one look came to. */
export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed';
  /** What was seen; where it is not ok, also what to do. */
  readonly detail: string;
  readonly exitCode?: number;
}

const DAY = 86_400_000;
/** Beyond this, expiries and caches count wrongly. */
const MAX_SKEW = 60_000;

/** Looks at everything that a fetch needs, from the settings on. What cannot be looked at is left out. */
export async function examine(context: Context, api: string | undefined): Promise<Check[]> {
  const me = await identify(context);
  if (me instanceof IbyokConfigurationError) return [failed('settings', me.detail, EXIT.usage)];
  // As the client takes it: an address may have spaces around it.
  const address = new URL(api ?? '').href.replace(/\/+$/, '');
  const checks: Check[] = [settingsCheck(address)];
  const live = await ask(`${address}/health/live`);
  if (!live.answered) {
    const detail = `Nothing answers at IBYOK_API (${live.reason}): look whether the server runs, and at the address.`;
    return [...checks, failed('reachable', detail, EXIT.unreachable)];
  }
  checks.push({ name: 'reachable', state: 'ok', detail: `The server answers in ${live.milliseconds} ms.` });
  checks.push(
    healthCheck(await ask(`${address}/health/ready`)),
    clockCheck(live),
    tokenCheck(me, Date.now()),
  );
  if (!(me instanceof IbyokError)) checks.push(await environmentCheck(context, me));
  return checks;
}

/** Who the token is; an error where that is not said, and null where the server is too old to say. */
async function identify({ client }: Context): Promise<WhoAmI | IbyokError | null> {
  try {
    return await client.whoami();
  } catch (error) {
    if (!(error instanceof IbyokError)) throw error;
    const isOld = error instanceof IbyokNotFoundError || error instanceof IbyokUnexpectedAnswerError;
    if (!isOld) return error;
  }
  try {
    await client.keys().next();
    return null;
  } catch (error) {
    if (!(error instanceof IbyokError)) throw error;
    // That is not the token's fault: the look at the environment tells it.
    return error.code === 'environment_not_allowed' ? null : error;
  }
}

function settingsCheck(address: string): Check {
  const { protocol, hostname, origin } = new URL(address);
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  if (protocol === 'https:' || isLoopback)
    return { name: 'settings', state: 'ok', detail: `IBYOK_API is ${origin}.` };
  const detail = 'IBYOK_API is plain http: everybody on the way can read the token and the keys. Use https.';
  return { name: 'settings', state: 'warning', detail };
}

function healthCheck(ready: ServerAnswer): Check {
  if (ready.answered && ready.status === 200)
    return { name: 'health', state: 'ok', detail: 'The server is ready.' };
  const detail = 'The server is not ready: its log says what it lacks (database, master key or migrations).';
  return failed('health', detail, EXIT.unreachable);
}

function clockCheck({ date, receivedAt }: Extract<ServerAnswer, { answered: true }>): Check {
  if (date === null) return { name: 'clock', state: 'ok', detail: 'The server does not tell the time.' };
  const skew = Math.abs(receivedAt - date);
  const detail = `This machine's clock and the server's differ by ${Math.round(skew / 1000)} s`;
  if (skew <= MAX_SKEW) return { name: 'clock', state: 'ok', detail: `${detail}.` };
  return { name: 'clock', state: 'warning', detail: `${detail}: set the one that is wrong.` };
}

function tokenCheck(me: WhoAmI | IbyokError | null, now: number): Check {
  if (me instanceof IbyokError) return failed('token', me.detail, failureOf(me).exitCode);
  if (me === null) return { name: 'token', state: 'ok', detail: 'The access token is valid.' };
  const days = Math.floor((Date.parse(me.expiresAt) - now) / DAY);
  if (!me.scopes.includes('keys:read')) {
    return failed(
      'token',
      'The access token lacks the scope keys:read: create one that has it.',
      EXIT.denied,
    );
  }
  const detail = `The access token ${me.name} is valid for ${days} more days`;
  if (days >= 7) return { name: 'token', state: 'ok', detail: `${detail}.` };
  return { name: 'token', state: 'warning', detail: `${detail}: create its successor.` };
}

async function environmentCheck({ client }: Context, me: WhoAmI | null): Promise<Check> {
  const choice = client.environment();
  const environment = choice.environment ?? me?.environment ?? 'the server’s own';
  const detail = `The environment is ${environment}, decided by ${deciderOf(choice)}.`;
  if (!me?.environments.some((allowed) => allowed === environment) && me) {
    const allowed = me.environments.join(', ');
    return failed(
      'environment',
      `${detail} The access token is for ${allowed} alone: use another one.`,
      EXIT.denied,
    );
  }
  try {
    const first = await client.keys().next();
    if (!first.done) return { name: 'environment', state: 'ok', detail };
    return {
      name: 'environment',
      state: 'warning',
      detail: `${detail} The access token may read no key there.`,
    };
  } catch (error) {
    const { message, exitCode } = failureOf(error);
    return failed('environment', `${detail} ${message}`, exitCode);
  }
}

function failed(name: string, detail: string, exitCode: number): Check {
  return { name, state: 'failed', detail, exitCode };
}
