import { Client, type ClientConfig } from 'pg';

/** A connection whose loss is an error of the statement that meets it, soon, and of nothing else. */
export class ResilientClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    // Between the pool, which hands it out, and TypeORM, which takes it, nobody listens for a moment; an error
    // that nobody listens to ends the process. The connection knows by itself that it is of no more use.
    this.on('error', () => {});
  }

  /**
   * Gives the connection up once a statement on it got no answer in time. pg itself hands it back to its pool,
   * where each later statement would wait behind the one that is lost, until the operating system finds the
   * connection dead: that can take a quarter of an hour.
   */
  // biome-ignore lint/suspicious/noExplicitAny: what pg's overloads come down to.
  override query(...sent: any[]): any {
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    const answer: unknown = (super.query as (...sent: any[]) => unknown)(...sent);
    if (!(answer instanceof Promise)) return answer;
    return answer.catch((error: unknown) => {
      // It has no code, only these words. While a statement is unanswered, end() cuts the connection at once.
      if (error instanceof Error && error.message === 'Query read timeout') void this.end();
      throw error;
    });
  }
}
