import type { Environment, Mode, Override } from '@ibyok/mode-resolution';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { BATCH_OBSERVERS, type BatchObservers } from '../database/batch-observer.js';
import { Batcher } from '../database/batcher.js';
import { FETCH_BATCHES } from '../database/fetch-batches.js';
import { FETCH_DATA_SOURCE } from '../database/fetch-data-source.js';
import { prepared } from '../database/prepared-statements.js';
import { hashAccessToken } from '../identifiers/access-token-format.js';
import { distinctQuestions } from './distinct-questions.js';
import type { FetchFacts, FetchQuestion } from './fetch-facts.js';
import { RememberedFacts } from './remembered-facts.js';

/** A row of the database's door fetch_facts_with_fingerprint; its columns from `key_id` on are null where there is no key. */
interface FactsRow {
  readonly request: string;
  readonly tenant_id: string;
  readonly token_id: string;
  readonly token_name: string;
  readonly token_scopes: readonly string[];
  readonly token_environments: readonly string[];
  readonly token_key_ids: readonly string[] | null;
  readonly token_address_ranges: readonly string[] | null;
  readonly environment_default: Mode;
  readonly key_id: string | null;
  readonly slug: string;
  readonly name: string;
  readonly llm_type: string;
  readonly override: Override;
  readonly version: number;
  readonly format: number;
  readonly master_key_id: string;
  readonly wrapped_data_key: Buffer;
  readonly sealed_value: Buffer;
  readonly fingerprint: Buffer;
}

/** By name: see prepared(). */
const FACTS = prepared(
  `SELECT request, tenant_id, token_id, token_name, token_scopes, token_environments, token_key_ids, token_address_ranges,
     environment_default, key_id, slug, name, llm_type, override, version, format, master_key_id, wrapped_data_key, sealed_value,
     fingerprint
   FROM fetch_facts_with_fingerprint($1, $2, $3)`,
);

/** Reads the facts of many fetches in one statement, through the one door that crosses tenants; and remembers what it read. */
@Injectable()
export class FactsRepository {
  readonly #batcher: Batcher<FetchQuestion, FetchFacts | null>;
  readonly #remembered = new RememberedFacts();

  constructor(
    @InjectDataSource(FETCH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(BATCH_OBSERVERS) observers: BatchObservers | null,
  ) {
    this.#batcher = new Batcher({
      serve: (questions) => this.readAll(questions),
      ...FETCH_BATCHES,
      observe: observers?.('facts'),
    });
  }

  /** The facts of one call, read after it was asked for; null where the token does not count. */
  read(question: FetchQuestion): Promise<FetchFacts | null> {
    return this.#batcher.add(question);
  }

  /**
   * What the facts of fetches were when they were last read, if that is known of all of them; those who asked the same get the
   * same object. Whether that still holds, only the database knows.
   */
  remembered(questions: readonly FetchQuestion[]): readonly FetchFacts[] | null {
    const { distinct, places } = distinctQuestions(questions);
    const facts = distinct.map((question) => this.#remembered.of(question));
    const all = places.map((place) => facts[place] ?? null);
    return all.every((one) => one !== null) ? all : null;
  }

  /** The facts of many fetches in one statement, in their order; those who asked the same get the same object. */
  async readAll(
    questions: readonly FetchQuestion[],
    manager: EntityManager = this.dataSource.manager,
  ): Promise<readonly (FetchFacts | null)[]> {
    const { distinct, places } = distinctQuestions(questions);
    const rows: FactsRow[] = await manager.query(FACTS, [
      distinct.map(({ accessToken }) => hashAccessToken(accessToken)),
      distinct.map(({ keyReference }) => keyReference),
      distinct.map(({ environment }) => environment),
    ]);
    const facts = distinct.map((): FetchFacts | null => null);
    for (const row of rows) {
      const index = Number(row.request) - 1;
      const question = distinct[index];
      if (question) facts[index] = toFacts(row, question.environment);
    }
    for (const [index, question] of distinct.entries()) this.#remembered.note(question, facts[index] ?? null);
    return places.map((place) => facts[place] ?? null);
  }
}

function toFacts(row: FactsRow, environment: Environment): FetchFacts {
  return {
    token: {
      id: row.token_id,
      name: row.token_name,
      tenantId: row.tenant_id,
      scopes: row.token_scopes,
      environments: row.token_environments,
      keyIds: row.token_key_ids,
      addressRanges: row.token_address_ranges,
    },
    environment,
    environmentDefault: row.environment_default,
    fingerprint: copied(row.fingerprint),
    key:
      row.key_id === null
        ? null
        : {
            id: row.key_id,
            slug: row.slug,
            name: row.name,
            llmType: row.llm_type,
            version: row.version,
            override: row.override,
            sealed: {
              format: row.format,
              masterKeyId: row.master_key_id,
              wrappedDataKey: copied(row.wrapped_data_key),
              sealedValue: copied(row.sealed_value),
            },
          },
  };
}

/** To memory of its own: what pg reads is part of a larger block, and all of that would be kept with what is remembered. */
function copied(bytes: Buffer): Buffer {
  const copy = Buffer.alloc(bytes.length);
  bytes.copy(copy);
  return copy;
}
