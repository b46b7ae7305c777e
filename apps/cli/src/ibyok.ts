import { EXIT } from './exit-codes.js';
import { main } from './main.js';

process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  // A reader that has seen enough, such as head, is no failure.
  if (code === 'EPIPE') process.exit();
  process.stderr.write(`ibyok: The answer cannot be written (${code ?? 'no reason is known'}).\n`);
  process.exit(EXIT.failed);
});
// Nobody reads what is said beside: that keeps no command from running.
process.stderr.on('error', () => {});
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
