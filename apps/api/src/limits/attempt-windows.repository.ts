import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Budget } from './budgets.js';

/** A budget of one subject. */
export interface Share {
  readonly budget: Budget;
  readonly subject: string;
}

/** A share after something of it was spent. */
export interface Window {
  readonly kind: string;
  readonly subject: string;
  readonly count: number;
  readonly endsAt: Date;
  /** Seconds until it ends, by the database's clock. */
  readonly secondsLeft: number;
}

const WINDOW = `kind, subject, count, ends_at AS "endsAt",
  extract(epoch FROM ends_at - now())::float8 AS "secondsLeft"`;

/** Counts attempts in rows that all replicas share. Every statement takes its rows in one order. */
@Injectable()
export class AttemptWindowsRepository {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Takes one of each share and returns their windows; a share that is exhausted is left alone and missing. */
  async take(shares: readonly Share[]): Promise<Window[]> {
    await this.forgetEnded();
    return this.dataSource.query(
      `INSERT INTO attempt_window AS known (kind, subject, count, ends_at)
       SELECT kind, subject, 1, now() + make_interval(secs => seconds)
       FROM unnest($1::text[], $2::text[], $3::float8[]) AS share (kind, subject, seconds)
       ORDER BY kind, subject
       ON CONFLICT (kind, subject) DO UPDATE
       SET count = CASE WHEN known.ends_at <= now() THEN 1 ELSE known.count + 1 END,
         ends_at = CASE WHEN known.ends_at <= now() THEN excluded.ends_at ELSE known.ends_at END
       WHERE known.ends_at <= now()
         OR known.count < (SELECT attempts FROM unnest($1::text[], $4::int[]) AS budget (kind, attempts)
           WHERE budget.kind = known.kind LIMIT 1)
       RETURNING ${WINDOW}`,
      [...columnsOf(shares), shares.map(({ budget }) => budget.attempts)],
    );
  }

  /** Gives back what was taken, to the windows it was taken from. */
  async giveBack(windows: readonly Window[]): Promise<void> {
    await this.dataSource.query(
      `WITH taken AS (
         SELECT kind, subject, ends_at FROM attempt_window
         JOIN unnest($1::text[], $2::text[], $3::timestamptz[]) AS taken (kind, subject, ends_at)
           USING (kind, subject, ends_at)
         ORDER BY kind, subject FOR UPDATE OF attempt_window
       )
       UPDATE attempt_window SET count = greatest(count - 1, 0)
       FROM taken WHERE (attempt_window.kind, attempt_window.subject) = (taken.kind, taken.subject)`,
      windowColumnsOf(windows),
    );
  }

  /** Ends windows before their time, so that the next attempt begins a whole one. */
  async end(windows: readonly Window[]): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM attempt_window USING unnest($1::text[], $2::text[], $3::timestamptz[])
         AS taken (kind, subject, ends_at)
       WHERE (attempt_window.kind, attempt_window.subject, attempt_window.ends_at)
         = (taken.kind, taken.subject, taken.ends_at)`,
      windowColumnsOf(windows),
    );
  }

  /** The windows that shares have now; one that has none is missing. */
  async find(shares: readonly Share[]): Promise<Window[]> {
    const [kinds, subjects] = columnsOf(shares);
    return this.dataSource.query(
      `SELECT ${WINDOW} FROM attempt_window
       JOIN unnest($1::text[], $2::text[]) AS share (kind, subject) USING (kind, subject)
       WHERE ends_at > now()`,
      [kinds, subjects],
    );
  }

  /** Adds what was counted elsewhere, beyond the budget too, and returns the windows. */
  async add(counts: readonly (Share & { readonly count: number })[]): Promise<Window[]> {
    await this.forgetEnded();
    return this.dataSource.query(
      `INSERT INTO attempt_window AS known (kind, subject, count, ends_at)
       SELECT kind, subject, count, now() + make_interval(secs => seconds)
       FROM unnest($1::text[], $2::text[], $3::float8[], $4::int[]) AS share (kind, subject, seconds, count)
       ORDER BY kind, subject
       ON CONFLICT (kind, subject) DO UPDATE
       SET count = CASE WHEN known.ends_at <= now() THEN excluded.count
           ELSE least(known.count::bigint + excluded.count, 1000000000) END,
         ends_at = CASE WHEN known.ends_at <= now() THEN excluded.ends_at ELSE known.ends_at END
       RETURNING ${WINDOW}`,
      [...columnsOf(counts), counts.map(({ count }) => count)],
    );
  }

  /** In passing, a few at a time: there are never more rows than a window's attempts, and some. */
  private async forgetEnded(): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM attempt_window WHERE (kind, subject) IN (
         SELECT kind, subject FROM attempt_window WHERE ends_at < now() - interval '1 minute'
         ORDER BY ends_at LIMIT 100 FOR UPDATE SKIP LOCKED)`,
    );
  }
}

function columnsOf(shares: readonly Share[]): [string[], string[], number[]] {
  return [
    shares.map(({ budget }) => budget.kind),
    shares.map(({ subject }) => subject),
    shares.map(({ budget }) => budget.seconds),
  ];
}

function windowColumnsOf(windows: readonly Window[]): [string[], string[], Date[]] {
  return [
    windows.map(({ kind }) => kind),
    windows.map(({ subject }) => subject),
    windows.map(({ endsAt }) => endsAt),
  ];
}
