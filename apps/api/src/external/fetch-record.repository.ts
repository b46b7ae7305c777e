import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SharedAuditEntry } from '../audit/audit-entry.js';
import { AuditLog } from '../audit/audit-log.js';
import { prepared } from '../database/prepared-statements.js';
import { hashAccessToken } from '../identifiers/access-token-format.js';
import type { FetchFacts, FetchQuestion } from './fetch-facts.js';

/** Fetches and the facts they were decided from: those who asked the same have the same object. */
export interface DecidedFetches {
  readonly fetches: readonly FetchQuestion[];
  readonly facts: readonly (FetchFacts | null)[];
  readonly records: readonly SharedAuditEntry[];
}

/** By name: see prepared(). */
const APPEND = prepared('SELECT append_fetches($1, $2, $3, $4, $5) AS appended');

/** Records fetches; resolves when that is committed. */
@Injectable()
export class FetchRecordRepository {
  constructor(private readonly audit: AuditLog) {}

  /** Records them. */
  append({ records }: DecidedFetches, manager: EntityManager): Promise<void> {
    return this.audit.appendAll(records, manager);
  }

  /**
   * Records them in the statement that finds that all of their facts are still the same; tells whether they are.
   * If not, nothing is recorded.
   */
  appendIfUnchanged({ fetches, facts, records }: DecidedFetches, manager: EntityManager): Promise<boolean> {
    const asked = new Map<FetchFacts | null, FetchQuestion>();
    for (const [index, question] of fetches.entries()) asked.set(facts[index] ?? null, question);
    const distinct = [...asked.values()];
    const parameters = [
      distinct.map(({ accessToken }) => hashAccessToken(accessToken)),
      distinct.map(({ keyReference }) => keyReference),
      distinct.map(({ environment }) => environment),
      // Null where nothing was found: no facts have that.
      [...asked.keys()].map((found) => found?.fingerprint ?? null),
    ];
    return this.audit.appendBy(records, async (texts) => {
      const rows: { appended: boolean }[] = await manager.query(APPEND, [...parameters, texts]);
      return rows[0]?.appended === true;
    });
  }
}
