import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../database/tenant-database.js';
import { CURSOR_PART, type Page, type PageQuery, readCursor, toPage } from '../http/page.js';
import { Problem } from '../http/problem.js';
import type { KeyReader } from './reader.dto.js';
import { type ReaderPosition, type ReaderRow, ReadersRepository } from './readers.repository.js';

const isWord = (text: string): boolean => /^[a-z]{1,20}$/.test(text);
const POSITION = [CURSOR_PART.number, CURSOR_PART.identifier, isWord, isWord];

/** Who fetched a key, when last, and which version. */
@Injectable()
export class ReadersService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly readers: ReadersRepository,
  ) {}

  /** A page of a tenant's key's readers. Throws 404 `key_not_found`, for another tenant's as for none. */
  list(tenantId: string, keyId: string, { limit, cursor }: PageQuery): Promise<Page<KeyReader>> {
    const after = positionFrom(readCursor(cursor, POSITION));
    return this.database.inSnapshot(tenantId, async (manager) => {
      if (!(await this.readers.hasKey(manager, tenantId, keyId))) {
        throw new Problem(404, 'key_not_found', 'There is no such key.');
      }
      const rows = await this.readers.readersOf(manager, tenantId, keyId, limit, after);
      return toPage(rows, limit, toReader, (row) => [
        String(row.version),
        row.tokenId,
        row.environment,
        row.effectiveMode,
      ]);
    });
  }
}

function positionFrom(parts: readonly string[] | null): ReaderPosition | null {
  if (!parts) return null;
  const [version = '', tokenId = '', environment = '', effectiveMode = ''] = parts;
  return { version: Number(version), tokenId, environment, effectiveMode };
}

function toReader(row: ReaderRow): KeyReader {
  return {
    tokenId: row.tokenId,
    ...(row.tokenName === null ? {} : { tokenName: row.tokenName }),
    tokenRevoked: row.tokenName === null || row.tokenRevokedAt !== null,
    version: row.version,
    environment: row.environment,
    effectiveMode: row.effectiveMode,
    fetches: Number(row.fetches),
    lastAt: row.lastAt.toISOString(),
  };
}
