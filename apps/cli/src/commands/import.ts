import { readFileSync } from 'node:fs';
import type { StoredKey } from '@ibyok/client';
import { parseDotenv } from '@ibyok/providers';
import { type CommonOptions, type Context, contextOf } from '../context.js';
import { Failure, failureOf } from '../failure.js';
import { type ImportPlan, type ImportRow, planImport } from '../import/rows.js';
import { plain } from '../terminal/screen.js';
import { tableOf } from '../terminal/table.js';
import { confirm, readAll } from '../terminal/typed.js';

export interface ImportOptions extends CommonOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly only?: readonly string[];
}

/** `ibyok import FILE`: stores the providers' keys of a .env file; all of them, or none where anything is wrong. */
export async function importFile(path: string, options: ImportOptions): Promise<void> {
  const context = contextOf(options);
  const { client, screen } = context;
  const isStdin = path === '-';
  const text = isStdin ? await readAll() : readFile(path);
  const only = options.only?.flatMap((words) => words.split(',')).map((word) => word.trim()) ?? null;
  const plan = planImport(parseDotenv(text), only, await takenNames(context));
  show(context, plan);
  if (plan.problems.length > 0) {
    throw new Failure('import_refused', `Nothing was stored: ${plan.problems.join('; ')}.`);
  }
  if (plan.rows.length === 0)
    throw new Failure('nothing_to_import', 'There is no provider’s key in it: nothing was stored.');
  if (options.dryRun) return screen.result(plan.rows.map(shown), []);
  await askFirst(plan.rows.length, options, isStdin);
  const stored: (StoredKey & { variable: string })[] = [];
  for (const { variable, name, provider, value } of plan.rows) {
    try {
      const key = await client.createKey({ name, llmType: provider.llmType, value });
      stored.push({ variable, ...key });
    } catch (error) {
      const { code, message, exitCode, requestId } = failureOf(error);
      const done =
        stored.length === 0 ? 'Nothing was stored' : `Stored: ${stored.map((key) => key.slug).join(', ')}`;
      throw new Failure(code, `${variable} was not stored: ${message} ${done}.`, exitCode, requestId);
    }
  }
  screen.result(
    stored,
    stored.map(({ variable, slug, name }) => `${variable} is stored as ${plain(slug)} (${plain(name)}).`),
  );
}

async function askFirst(count: number, { yes }: ImportOptions, isStdin: boolean): Promise<void> {
  if (yes) return;
  if (isStdin || !process.stdin.isTTY) {
    throw new Failure(
      'not_confirmed',
      'Nothing was stored: there is nobody to ask, so say --yes to store them.',
    );
  }
  if (await confirm(`Store ${count === 1 ? 'this key' : `these ${count} keys`}?`)) return;
  throw new Failure('not_confirmed', 'Nothing was stored, as you said.', 1);
}

/** The names of the keys that the token shows, in whichever environment it may; none where it may only write. */
async function takenNames({ client }: Context): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const { scopes, environments } = await client.whoami();
  const [environment] = environments;
  if (!scopes.includes('keys:read') || environment === undefined) return names;
  for await (const { name } of client.keys({ environment })) names.add(name);
  return names;
}

function show({ screen }: Context, { rows, leftOut }: ImportPlan): void {
  if (screen.json) return;
  const table = tableOf(
    ['VARIABLE', 'PROVIDER', 'NAME', 'VALUE'],
    rows.map(({ variable, provider, name, last4 }) => [variable, provider.name, name, `…${last4}`]),
  );
  if (rows.length > 0) for (const line of table) screen.say(line);
  for (const { variable, reason } of leftOut) screen.say(`${variable} is left out: ${reason}`);
}

function shown({ variable, provider, name, last4 }: ImportRow) {
  return { variable, llmType: provider.llmType, name, last4 };
}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Failure(
      'file_unreadable',
      `${path} cannot be read: name a .env file, or - for standard input.`,
    );
  }
}
