import { Client } from 'pg';

/**
 * A connection that is given up once a statement on it got no answer in time. pg itself hands it back to its
 * pool, where each later statement would wait behind the one that is lost, until the operating system finds the
 * connection dead: that can take a quarter of an hour.
 */
export class AbandoningClient extends Client {
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
