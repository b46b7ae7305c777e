import { SingleBar } from 'cli-progress';

/** Milliseconds between two lines where there is no terminal to draw on. */
const LINE_PERIOD = 5_000;

/** Shows how far a command is, on stderr: stdout is the result's. */
export interface ProgressBar {
  update(done: number): void;
  stop(): void;
}

/** Begins to show progress towards a total: a bar on a terminal, else a line now and then. */
export function startProgress(what: string, total: number): ProgressBar {
  return process.stderr.isTTY ? drawBar(what, total) : writeLines(what, total);
}

function drawBar(what: string, total: number): ProgressBar {
  const bar = new SingleBar({
    format: `${what} {bar} {percentage} %  {value} of {total}, {eta_formatted} left`,
    stream: process.stderr,
    hideCursor: true,
  });
  bar.start(total, 0);
  return { update: (done) => bar.update(done), stop: () => bar.stop() };
}

function writeLines(what: string, total: number): ProgressBar {
  let last = performance.now();
  return {
    update: (done) => {
      if (performance.now() - last < LINE_PERIOD) return;
      last = performance.now();
      process.stderr.write(`${what}: ${done} of ${total}\n`);
    },
    stop: () => {},
  };
}
