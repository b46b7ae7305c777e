import type { ReadableKey } from '@ibyok/client';
import { type CommonOptions, type Context, contextOf } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { Failure } from '../failure.js';

export interface RunOptions extends CommonOptions {
  readonly requireMock?: boolean;
  readonly only?: readonly string[];
  readonly map?: readonly string[];
  readonly keepToken?: boolean;
  readonly quiet?: boolean;
}

/** `ibyok run -- COMMAND`: starts it with the keys as variables; resolves to its exit code. */
export async function run(command: readonly string[], options: RunOptions): Promise<number> {
  const context = contextOf(options);
  const [keys, [start, wishes]] = await Promise.all([
    listKeys(context),
    whileAsked(async () => {
      const { start, wishesFrom } = await import('../run/start.js');
      return [start, wishesFrom(options)] as const;
    }),
  ]);
  return start({ context, options, keys, wishes, command });
}

/** Does what takes its time once a question is on its way: connected in one turn of Node's loop, sent in the next. */
async function whileAsked<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  return work();
}

async function listKeys({ client }: Context): Promise<ReadableKey[]> {
  const keys: ReadableKey[] = [];
  for await (const key of client.keys()) keys.push(key);
  if (keys.length > 0) return keys;
  const detail = 'This access token may read no key: create one in the dashboard, or bind the token to one.';
  throw new Failure('no_keys', detail, EXIT.notFound);
}
