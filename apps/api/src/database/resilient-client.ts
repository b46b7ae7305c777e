import { Client, type ClientConfig } from 'pg';
import { preparedStatement, wasPreparedElsewhere } from './prepared-statements.js';

/** PostgreSQL's query_canceled, by a time limit; and read_only_sql_transaction: the server is a standby. */
const QUERY_CANCELED = '57014';
const READ_ONLY = '25006';

/** The statements that every fetch and every change waits for. */
const APPEND = /\bappend_(?:audit_records|fetches)\(/;

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
   * connection dead: that can take a quarter of an hour. Also once it could not write: a standby never will, and an old
   * primary without its standby lets every append wait. Where their address leads elsewhere by now, the next
   * connection finds it. Whoever waits for a lock with another statement keeps the connection.
   */
  // biome-ignore lint/suspicious/noExplicitAny: what pg's overloads come down to.
  override query(...sent: any[]): any {
    const answer = this.#send(sent);
    if (!(answer instanceof Promise)) return answer;
    return answer.catch((error: unknown) => {
      // While a statement is unanswered, end() cuts the connection at once.
      if (isGivenUp(error, sent[0])) void this.end();
      throw error;
    });
  }

  /** Sends a statement, prepared where it is one of those; not within a transaction, which its failure would end. */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  #send(sent: any[]): unknown {
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    const send = (...asked: any[]): unknown => (super.query as (...asked: any[]) => unknown)(...asked);
    const [text, values, ...more] = sent;
    const statement =
      more.length === 0 && this.getTransactionStatus() === 'I' ? preparedStatement(text) : null;
    if (!statement) return send(...sent);
    return (send({ ...statement, values }) as Promise<unknown>).catch((error: unknown) => {
      if (wasPreparedElsewhere(error)) return send(text, values);
      throw error;
    });
  }
}

function isGivenUp(error: unknown, statement: unknown): boolean {
  const { message, code } = error as { message?: unknown; code?: unknown };
  // It has no code, only these words.
  if (message === 'Query read timeout' || code === READ_ONLY) return true;
  return code === QUERY_CANCELED && typeof statement === 'string' && APPEND.test(statement);
}
