import type { EnvironmentChoice, Key, ReadableKey } from '@ibyok/client';
import type { RunOptions } from '../commands/run.js';
import { type Context, deciderOf } from '../context.js';
import { plain } from '../terminal/screen.js';
import { runChild } from './child.js';
import { fetchValues } from './fetch-values.js';
import { type Assignment, addressFor, planRun, type Wishes } from './plan.js';
import { inheritedKeys, refuseLive } from './require-mock.js';
import { wishesOf } from './wishes.js';

/** What a command is started with. */
export interface Start {
  readonly context: Context;
  readonly options: RunOptions;
  /** Those that the token may read. */
  readonly keys: readonly ReadableKey[];
  readonly wishes: Wishes;
  readonly command: readonly string[];
}

/** What the options of keys and variables say. Throws a Failure where that cannot be. */
export function wishesFrom({ only, map }: RunOptions): Wishes {
  return wishesOf(only, map);
}

/** Fetches the keys that are wanted and starts the command with them; resolves to its exit code. */
export async function start({ context, options, keys: readable, wishes, command }: Start): Promise<number> {
  const choice = context.client.environment();
  const plan = planRun(readable, wishes);
  // Before anything is fetched: a live value would be issued and on record.
  if (options.requireMock)
    refuseLive(
      plan.map(({ key }) => key),
      false,
    );
  const keys = await fetchValues(context.client, plan);
  if (options.requireMock) {
    refuseLive(
      keys.map(({ modeInfo }, place) => ({ slug: plan[place]?.key.slug ?? '', modeInfo })),
      true,
    );
  }
  const injected = variablesOf(plan, keys);
  // Only where it is told: every variable is held against every provider's names.
  const inherited =
    options.requireMock || context.screen.json
      ? inheritedKeys(process.env, new Set(Object.keys(injected)))
      : [];
  tell(context, options, choice, plan, keys, inherited);
  const { IBYOK_ACCESS_TOKEN: token, ...others } = process.env;
  const own = options.keepToken ? { IBYOK_ACCESS_TOKEN: token } : {};
  // What it starts asks for the same environment.
  const named = options.env === undefined ? {} : { IBYOK_ENV: choice.environment ?? undefined };
  const [program = '', ...words] = command;
  return runChild(program, words, { ...others, ...named, ...own, ...injected });
}

function variablesOf(plan: readonly Assignment[], keys: readonly Key[]): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [place, assignment] of plan.entries()) {
    const key = keys[place];
    if (!key) throw new Error('every assignment has its key');
    variables[assignment.variable] = key.value;
    if (key.baseUrl !== undefined)
      variables[assignment.addressVariable] = addressFor(assignment, key.baseUrl);
  }
  return variables;
}

/** Says, never on stdout, which is the command's: what counts, what was injected, and what is live. */
function tell(
  { screen }: Context,
  { quiet, requireMock }: RunOptions,
  choice: EnvironmentChoice,
  plan: readonly Assignment[],
  keys: readonly Key[],
  inherited: readonly string[],
): void {
  const environment = keys[0]?.modeInfo.environment ?? choice.environment;
  const live = keys.filter(({ modeInfo }) => modeInfo.effectiveMode === 'live').length;
  const decidedBy = deciderOf(choice);
  if (screen.json) {
    const variables = plan.map(({ key: { keyId, slug }, variable, addressVariable }, place) => ({
      ...{ variable, keyId, slug, modeInfo: keys[place]?.modeInfo },
      ...(keys[place]?.baseUrl !== undefined && { addressVariable, baseUrl: keys[place]?.baseUrl }),
    }));
    screen.note({ environment, decidedBy, variables, liveKeysIssued: live, inheritedKeys: inherited });
    return;
  }
  if (!quiet) {
    screen.say(`environment ${environment}, decided by ${decidedBy}`);
    for (const [place, { key, variable }] of plan.entries()) {
      const { effectiveMode = '', source = '' } = keys[place]?.modeInfo ?? {};
      const mode = screen.paintBeside(effectiveMode, effectiveMode === 'live' ? 'yellow' : 'green');
      screen.say(`${variable} is ${plain(key.slug)}, ${mode} (${plain(source)})`);
    }
  }
  if (!requireMock) return;
  for (const name of inherited)
    screen.say(`${name} was set before and is handed on: it is no mock of IBYOK’s`);
  screen.say(`${live} live keys issued`);
}
