import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { BATCH_OBSERVERS, type BatchObservers } from '../database/batch-observer.js';
import { Batcher } from '../database/batcher.js';
import { isDatabaseUnavailable } from '../database/database-errors.js';
import { FETCH_BATCHES } from '../database/fetch-batches.js';
import { FETCH_DATA_SOURCE } from '../database/fetch-data-source.js';
import { Problem } from '../http/problem.js';
import type { AuditEntry, SharedAuditEntry } from './audit-entry.js';
import { appendAuditRecords, recordTexts } from './audit-records.repository.js';

/**
 * Milliseconds that the record of a refusal waits for others. Each append holds the head of the chain, which
 * every fetch needs: one for each of a flood's wrong passwords would halve what is fetched beside it.
 */
const PATIENCE = 25;

/** The append-only record. */
@Injectable()
export class AuditLog {
  readonly #batcher: Batcher<AuditEntry, null>;

  constructor(
    @InjectDataSource(FETCH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(BATCH_OBSERVERS) observers: BatchObservers | null,
  ) {
    this.#batcher = new Batcher({
      serve: async (entries) => {
        await append(dataSource.manager, entries.map(alone));
        return entries.map(() => null);
      },
      ...FETCH_BATCHES,
      patience: PATIENCE,
      observe: observers?.('records'),
    });
  }

  /** Appends in a change's own transaction: both are committed, or neither. */
  async appendWithin(manager: EntityManager, entry: AuditEntry): Promise<void> {
    await append(manager, [alone(entry)]);
  }

  /** Appends several in a change's own transaction, in one statement. */
  async appendAllWithin(manager: EntityManager, entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length > 0) await append(manager, entries.map(alone));
  }

  /** Appends together with what else is waiting; resolves when the record is committed. */
  async append(entry: AuditEntry): Promise<void> {
    await this.#batcher.add(entry);
  }

  /** Appends many in one statement, on a connection if one is given; resolves when all of them are committed. */
  async appendAll(
    entries: readonly SharedAuditEntry[],
    manager: EntityManager = this.dataSource.manager,
  ): Promise<void> {
    if (entries.length > 0) await append(manager, entries);
  }

  /**
   * Appends many by a statement of the caller's, which is given them as the database takes them; resolves to its result.
   * Rejects with 503 `not_recorded` where it fails, and with the database's error where that is not there.
   */
  appendBy<Result>(
    entries: readonly SharedAuditEntry[],
    statement: (records: string) => Promise<Result>,
  ): Promise<Result> {
    return recording(() => statement(recordTexts(entries)));
  }
}

/** Writes entries in one statement. */
function append(manager: EntityManager, entries: readonly SharedAuditEntry[]): Promise<void> {
  return recording(() => appendAuditRecords(manager, entries));
}

/** Runs what writes entries; what cannot be recorded must not happen, so every failure is a 503. */
async function recording<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error;
    const problem = new Problem(503, 'not_recorded', 'The record of this request could not be written.');
    throw Object.assign(problem, { cause: error });
  }
}

function alone({ requestId, ip, ...entry }: AuditEntry): SharedAuditEntry {
  return { ...entry, requests: [{ requestId, ip }] };
}
