/** A worker ended before it listened, or could not be started at all. */
export class WorkerStartError extends Error {
  /** For the server to end with; never 0, as nothing was served. */
  readonly exitCode: number;
  /** What there is to say of it, in one line; null where the worker has said why itself. */
  readonly line: string | null;

  private constructor(exitCode: number, line: string | null) {
    super(line ?? 'a worker could not start');
    this.name = 'WorkerStartError';
    this.exitCode = exitCode;
    this.line = line;
  }

  /** Of a worker that ended: with this exit code, or by this signal. */
  static ofEnd(exitCode: number | null, signal: string | null): WorkerStartError {
    if (signal !== null) return new WorkerStartError(1, `A worker was ended by ${signal} while it started.`);
    if (exitCode) return new WorkerStartError(exitCode, null);
    return new WorkerStartError(1, 'A worker was asked to end while it started.');
  }

  /** Of a process that the system would not start. */
  static ofRefusedFork(error: unknown): WorkerStartError {
    const { code } = error as NodeJS.ErrnoException;
    return new WorkerStartError(1, `The system refused to start a worker (${code ?? 'unknown'}).`);
  }
}
