import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SharedAuditEntry } from '../audit/audit-entry.js';
import { AuditLog } from '../audit/audit-log.js';
import { prepared } from '../database/prepared-statements.js';
import { hashAccessToken } from '../identifiers/access-token-format.js';
import type { FetchFacts, FetchQuestion } from './fetch-facts.js';

/** By name: see prepared(). */
const APPEND = prepared('SELECT append_fetches($1, $2, $3, $4, $5) AS appended');

/** Records fetches; resolves when that is committed. */
@Injectable()
export class FetchRecordRepository {
  constructor(private readonly audit: AuditLog) {}

  /** Records fetches, of whatever facts they were decided from. */
  append(records: readonly SharedAuditEntry[], manager: EntityManager): Promise<void> {
    return this.audit.appendAll(records, manager);
  }

  /**
   * Records fetches in the statement that finds that the facts they were decided from are all the same still; tells whether
   * they are. If not, nothing is recorded. Fetches that asked the same have the same object of facts.
   */
  appendIfUnchanged(
    fetches: readonly FetchQuestion[],
    facts: readonly FetchFacts[],
    records: readonly SharedAuditEntry[],
    manager: EntityManager,
  ): Promise<boolean> {
    const asked = new Map(facts.map((one, index) => [one, fetches[index] as FetchQuestion]));
    const questions = [...asked.values()];
    const parameters = [
      questions.map(({ accessToken }) => hashAccessToken(accessToken)),
      questions.map(({ keyReference }) => keyReference),
      questions.map(({ environment }) => environment),
      [...asked.keys()].map(({ fingerprint }) => fingerprint),
    ];
    return this.audit.appendBy(records, async (texts) => {
      const rows: { appended: boolean }[] = await manager.query(APPEND, [...parameters, texts]);
      return rows[0]?.appended === true;
    });
  }
}
