import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Reads one line from stdin; what is typed at a keyboard is not shown. */
export async function readLine(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: stdin.isTTY === true });
  try {
    if (stdin.isTTY) stderr.write(prompt);
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (stdin.isTTY) stderr.write('\n');
  }
}
