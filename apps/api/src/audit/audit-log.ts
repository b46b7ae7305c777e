import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Batcher } from '../database/batcher.js';
import { isDatabaseUnavailable } from '../database/database-errors.js';
import { FETCH_DATA_SOURCE } from '../database/fetch-data-source.js';
import { Problem } from '../http/problem.js';
import type { AuditEntry } from './audit-entry.js';

/** The append-only record. */
@Injectable()
export class AuditLog {
  readonly #batcher: Batcher<AuditEntry, null>;

  constructor(@InjectDataSource(FETCH_DATA_SOURCE) dataSource: DataSource) {
    this.#batcher = new Batcher({
      serve: async (entries) => {
        await append(dataSource.manager, entries);
        return entries.map(() => null);
      },
      maxBatch: 128,
      maxInFlight: 1,
      maxWaiting: 5_000,
    });
  }

  /** Appends in a change's own transaction: both are committed, or neither. */
  async appendWithin(manager: EntityManager, entry: AuditEntry): Promise<void> {
    await append(manager, [entry]);
  }

  /** Appends together with what else is waiting; resolves when the record is committed. */
  async append(entry: AuditEntry): Promise<void> {
    await this.#batcher.add(entry);
  }
}

/** Writes entries; what cannot be recorded must not happen, so every failure is a 503. */
async function append(manager: EntityManager, entries: readonly AuditEntry[]): Promise<void> {
  try {
    await manager.query('SELECT append_audit_records($1)', [JSON.stringify(entries.map(toRow))]);
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error;
    const problem = new Problem(503, 'not_recorded', 'The record of this request could not be written.');
    throw Object.assign(problem, { cause: error });
  }
}

function toRow(entry: AuditEntry): Record<string, unknown> {
  return {
    tenant_id: entry.tenantId,
    actor_type: entry.actor.type,
    actor_id: entry.actor.id,
    actor_name: entry.actor.name,
    action: entry.action,
    outcome: entry.outcome,
    reason: entry.reason,
    key_id: entry.keyId,
    key_version: entry.keyVersion,
    token_id: entry.tokenId,
    environment: entry.environment,
    effective_mode: entry.effectiveMode,
    source: entry.source,
    request_id: entry.requestId,
    ip: entry.ip,
    detail: entry.detail,
  };
}
