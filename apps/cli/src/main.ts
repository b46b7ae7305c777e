import { CommanderError } from 'commander';
import { screenOf } from './context.js';
import { EXIT } from './exit-codes.js';
import { Failure, failureOf } from './failure.js';
import { programOf } from './program.js';
import { plain } from './terminal/screen.js';

/** Runs the command line; resolves to the exit code. Failures are one line on stderr. */
export async function main(words: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.ok;
  const program = programOf((code) => {
    exitCode = code;
  });
  try {
    if (words.length === 0) program.help({ error: true });
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
    if (error instanceof CommanderError && error.code === 'commander.help') {
      process.stderr.write(program.helpInformation());
      return EXIT.usage;
    }
    const failure = error instanceof CommanderError ? usageFailure(error) : failureOf(error);
    report(failure, isJson(words));
    return failure.exitCode;
  }
}

function report({ code, message, exitCode, requestId }: Failure, json: boolean): void {
  const screen = screenOf(json);
  if (json) screen.note({ error: { code, detail: message, exitCode, ...(requestId && { requestId }) } });
  else screen.say(plain(message));
}

/** The failures whose words are the arguments'; in the others they are this program's. */
const REPEATING: ReadonlySet<string> = new Set(['commander.unknownOption', 'commander.unknownCommand']);
/** What an option or a command of this program could have been meant by. */
const PLAIN_WORD = /^-{0,2}[a-z][a-z-]{0,23}(?:=…)?$/;

/** Arguments are not repeated whole: somebody may have put a secret into one. */
function usageFailure({ code, message }: CommanderError): Failure {
  const line = message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
  const words = REPEATING.has(code)
    ? line
        .replace(/=[^']*(?=')/g, '=…')
        .replace(/'([^']*)'/g, (quoted, word: string) => (PLAIN_WORD.test(word) ? quoted : "'…'"))
    : line;
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  return new Failure(
    code.replace('commander.', 'usage_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    `${sentence.replace(/[.?]?$/, (end) => end || '.')} \`ibyok --help\` lists what there is.`,
  );
}

/** Whether a program reads the answer, even where the arguments are wrong; what stands behind -- is the command's. */
function isJson(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.slice(0, end < 0 ? words.length : end).includes('--json');
}
