import { fileURLToPath } from 'node:url';
import { StartRefusal } from './boot/start-refusal.js';
import { readConfig } from './config/config.js';
import { ConfigError, EXIT_CODE_CONFIGURATION } from './config/config-error.js';
import { CommandError } from './operations/command-error.js';
import { findVerb, helpOn } from './operations/find-verb.js';
import { VERBS } from './operations/verbs.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** sysexits.h EX_USAGE: the command was used wrongly. */
const EXIT_CODE_USAGE = 64;

const found = findVerb(VERBS, process.argv.slice(2));
if (found) {
  process.exitCode = await run(found);
} else {
  process.stderr.write(`${helpOn(VERBS)}\n`);
  process.exitCode = EXIT_CODE_USAGE;
}

async function run({ verb, args }: NonNullable<typeof found>): Promise<number> {
  try {
    // Nobody signs in to a command: like the role external, it needs no session secret.
    const config = readConfig({ ...process.env, IBYOK_ROLE: 'external' }, ROOT);
    return await verb.run({ config, args, say: (line) => process.stdout.write(`${line}\n`) });
  } catch (error) {
    return explain(error);
  }
}

/** Says in a line what went wrong, and returns the exit code. A driver's own message could quote a secret. */
function explain(error: unknown): number {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT_CODE_CONFIGURATION;
  }
  const known = error instanceof CommandError || error instanceof StartRefusal;
  const { name, code } = error as { name?: string; code?: string };
  process.stderr.write(
    `${known ? error.message : `The command failed: ${code ?? name ?? 'unknown error'}.`}\n`,
  );
  return 1;
}
