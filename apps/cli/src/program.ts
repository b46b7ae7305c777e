import { Command } from 'commander';
import type { CommonOptions } from './context.js';
import { Failure } from './failure.js';

const EXIT_CODES = `
Exit codes: 0 done · 1 refused or failed · 2 wrong arguments or settings · 3 the server cannot be reached or fails ·
4 the access token is not valid or may not · 5 no such key · 6 --require-mock and a key is live ·
126, 127 the command cannot be started. Once it has started, run ends as its command does.

Settings: IBYOK_API (the server's address), IBYOK_ACCESS_TOKEN, IBYOK_ENV (else NODE_ENV, else the server's own).`;

/** The whole command line. Each command's work is loaded when it runs; `finish` takes the exit code. */
export function programOf(finish: (exitCode: number) => void): Command {
  const program = new Command('ibyok')
    .description('Starts programs with LLM provider keys from an IBYOK vault, live or mock.')
    .version(VERSION)
    .enablePositionalOptions()
    .addHelpText('after', EXIT_CODES);

  withEnvironment(program, 'run')
    .summary('run a command with the keys as variables')
    .description(
      'Runs a command with every key that the token may read as a variable: OPENAI_API_KEY, OPENAI_BASE_URL, …',
    )
    .argument('<command...>', 'the command and its arguments, behind --')
    .option('--require-mock', 'do not start it if any key would be live')
    .option('--only <keys>', 'these keys alone, separated by commas', collect)
    .option('--map <key=VARIABLE>', 'another variable for a key', collect)
    .option('--keep-token', 'leave IBYOK_ACCESS_TOKEN in the command’s variables')
    .option('-q, --quiet', 'say nothing but errors and the receipt of --require-mock')
    .passThroughOptions()
    .action(async (words: string[], options) =>
      finish(await (await import('./commands/run.js')).run(words, options)),
    );

  withEnvironment(program, 'get')
    .description('Prints a key’s value, live or mock.')
    .argument('<key>', 'its slug or id')
    .action(async (key: string, options: CommonOptions) =>
      (await import('./commands/get.js')).get(key, options),
    );

  withEnvironment(program, 'mode')
    .description('Says which mode a key has, and which rule decided; fetches nothing.')
    .argument('<key>', 'its slug or id')
    .action(async (key: string, options: CommonOptions) =>
      (await import('./commands/mode.js')).mode(key, options),
    );

  withEnvironment(program, 'keys')
    .description('Lists the keys that the access token may read.')
    .action(async (options: CommonOptions) => (await import('./commands/keys.js')).keys(options));

  withJson(program, 'import')
    .description('Stores the providers’ keys of a .env file; nothing where anything is wrong.')
    .argument('[file]', 'the file, or - for standard input', '.env')
    .option('--only <VARIABLES>', 'these variables alone, separated by commas', collect)
    .option('-y, --yes', 'do not ask')
    .option('--dry-run', 'show what would be stored')
    .action(async (file: string, options) =>
      (await import('./commands/import.js')).importFile(file, options),
    );

  withJson(program, 'rotate')
    .description('Gives a key a new value, from standard input or a hidden prompt.')
    .argument('<key>', 'its slug or id')
    .action(async (key: string, options: CommonOptions) =>
      (await import('./commands/rotate.js')).rotate(key, options),
    );

  withJson(program, 'whoami')
    .description('Says what the access token is, and what it may do.')
    .action(async (options: CommonOptions) => (await import('./commands/whoami.js')).whoami(options));

  withEnvironment(program, 'doctor')
    .description('Looks at everything that a fetch needs, and says what to do.')
    .action(async (options: CommonOptions) =>
      finish(await (await import('./commands/doctor.js')).doctor(options)),
    );

  program
    .command('completion')
    .description('Prints a shell’s completion: source <(ibyok completion bash)')
    .argument('<shell>', 'bash, zsh or fish')
    .action(async (shell: string) => (await import('./commands/completion.js')).completion(program, shell));

  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ outputError: () => {} });
    command.showHelpAfterError(false).showSuggestionAfterError(true);
  }
  return program;
}

/** Kept like package.json's by a test. */
const VERSION = '0.1.0';

function withJson(program: Command, name: string): Command {
  return program.command(name).option('--json', 'answer in JSON');
}

function withEnvironment(program: Command, name: string): Command {
  return withJson(program, name).option('-e, --env <environment>', 'development, staging or production');
}

function collect(words: string, before: readonly string[] | undefined): readonly string[] {
  if (words.trim() === '')
    throw new Failure('option_empty', 'An option has no value: give it one, or leave it out.');
  return [...(before ?? []), words];
}
