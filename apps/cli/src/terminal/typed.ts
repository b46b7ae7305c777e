import { Failure } from '../failure.js';

const MAX_INPUT_CHARACTERS = 64 * 1024;

/** A key's value: typed without being shown, or all of standard input up to its last line's end. */
export async function readSecret(prompt: string): Promise<string> {
  if (process.stdin.isTTY) return typeHidden(prompt);
  return (await readAll()).replace(/\r?\n$/, '');
}

/** All of standard input as text; refuses what no value and no file of variables would be. */
export async function readAll(): Promise<string> {
  process.stdin.setEncoding('utf8');
  let text = '';
  for await (const part of process.stdin) {
    text += part;
    if (text.length > MAX_INPUT_CHARACTERS) {
      throw new Failure('input_too_long', 'What comes by standard input is too long: it is no value.');
    }
  }
  return text;
}

/** Asks a question that yes or no answers; no is the default. */
export async function confirm(question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C and Ctrl-D close it, and then the question is never answered.
  const closed = new Promise<never>((_, reject) => {
    lines.once('close', () => reject(givenUp()));
  });
  try {
    const answer = await Promise.race([lines.question(`${question} [y/N] `), closed]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}

function givenUp(): Failure {
  return new Failure('given_up', 'Given up: nothing was sent.', 130);
}

function typeHidden(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  // Before the prompt: what is typed, or pasted by a program, as soon as that is there must not be shown.
  stdin.setRawMode(true).setEncoding('utf8').resume();
  stderr.write(prompt);
  return new Promise((resolve, reject) => {
    let typed = '';
    const end = (settle: () => void): void => {
      stdin.off('data', onData).setRawMode(false).pause();
      stderr.write('\n');
      settle();
    };
    const onData = (text: string): void => {
      for (const character of text) {
        if (character === '\r' || character === '\n') {
          end(() => resolve(typed));
          return;
        }
        // Ctrl-C and Ctrl-D.
        if (character === '\u0003' || character === '\u0004') {
          end(() => reject(givenUp()));
          return;
        }
        if (character === '\u007f' || character === '\b') typed = Array.from(typed).slice(0, -1).join('');
        else typed += character;
      }
    };
    stdin.on('data', onData);
  });
}
