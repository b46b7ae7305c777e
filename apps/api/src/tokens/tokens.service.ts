import { Injectable } from '@nestjs/common';
import { entryOf, type Person } from '../access/person.js';
import { SessionsRepository } from '../access/sessions.repository.js';
import { AuditLog } from '../audit/audit-log.js';
import { LastReadsRepository } from '../audit/last-reads.repository.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { CURSOR_PART, type Page, type PageQuery, readCursor, toPage } from '../http/page.js';
import { Problem } from '../http/problem.js';
import { hashAccessToken, newAccessToken } from '../identifiers/access-token-format.js';
import { newIdentifier } from '../identifiers/identifier.js';
import { expiryOf } from './expiry.js';
import type { CreatedToken, NewToken, Token } from './token.dto.js';
import type { TokenEntity } from './token.entity.js';
import { TokensRepository } from './tokens.repository.js';

/** Access tokens for applications. */
@Injectable()
export class TokensService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly tokens: TokensRepository,
    private readonly lastReads: LastReadsRepository,
    private readonly sessions: SessionsRepository,
    private readonly audit: AuditLog,
  ) {}

  list({ tenantId }: Person, { limit, cursor }: PageQuery): Promise<Page<Token>> {
    const after = readCursor(cursor, [CURSOR_PART.time, CURSOR_PART.identifier]);
    return this.database.inTenant(tenantId, async (manager) => {
      const rows = await this.tokens.list(manager, tenantId, limit, after);
      const lastUsed = await this.lastReads.of(
        manager,
        tenantId,
        rows.map(({ id }) => id),
      );
      return toPage(
        rows,
        limit,
        (row) => toToken(row, lastUsed.get(row.id) ?? null),
        (row) => [row.createdAt.toISOString(), row.id],
      );
    });
  }

  /** Creates a token; the answer is the only place that ever shows it. */
  create(person: Person, body: NewToken): Promise<CreatedToken> {
    const { tenantId } = person;
    const token = newAccessToken();
    const id = newIdentifier('tok');
    return this.database.inTenant(tenantId, async (manager) => {
      // Held: a token made while its maker is demoted or removed must not outlast either.
      await this.sessions.holdRole(manager, person, 'admin');
      const expiresAt = expiryOf(body.expiresAt, await this.tokens.now(manager));
      const keyIds = body.keyIds ?? null;
      if (keyIds && !(await this.tokens.areKeys(manager, tenantId, keyIds))) throw unknownKey();
      const created = await this.tokens.insert(manager, {
        id,
        tenantId,
        name: body.name,
        tokenHash: hashAccessToken(token),
        last4: token.slice(-4),
        scopes: body.scopes,
        environments: body.environments,
        keyIds,
        addressRanges: body.addressRanges ?? null,
        createdById: person.accountId,
        expiresAt,
      });
      await this.audit.appendWithin(manager, {
        ...entryOf(person),
        action: 'token.created',
        outcome: 'allowed',
        tokenId: id,
        detail: {
          name: body.name,
          scopes: body.scopes,
          environments: body.environments,
          keyIds,
          addressRanges: created.addressRanges,
          expiresAt,
        },
      });
      return { ...toToken(created, null), token };
    });
  }

  /** Lets a token count again that a restore from a backup has suspended. */
  resume(person: Person, id: string): Promise<Token> {
    const { tenantId } = person;
    return this.database.inTenant(tenantId, async (manager) => {
      await this.sessions.holdRole(manager, person, 'admin');
      const resumed = await this.tokens.resume(manager, tenantId, id);
      const token = await this.tokens.find(manager, tenantId, id);
      const lastUsed = await this.lastReads.of(manager, tenantId, [id]);
      if (resumed) {
        await this.audit.appendWithin(manager, {
          ...entryOf(person),
          action: 'token.resumed',
          outcome: 'allowed',
          tokenId: id,
        });
      }
      return toToken(token, lastUsed.get(id) ?? null);
    });
  }

  /** Revokes a token: it is refused in every request that follows. */
  async revoke(person: Person, id: string): Promise<void> {
    const { tenantId } = person;
    await this.database.inTenant(tenantId, async (manager) => {
      await this.tokens.revoke(manager, tenantId, id);
      await this.audit.appendWithin(manager, {
        ...entryOf(person),
        action: 'token.revoked',
        outcome: 'allowed',
        tokenId: id,
      });
    });
  }
}

function toToken(token: TokenEntity, lastUsedAt: Date | null): Token {
  return {
    id: token.id,
    name: token.name,
    last4: token.last4,
    scopes: token.scopes,
    environments: token.environments,
    keyIds: token.keyIds,
    addressRanges: token.addressRanges,
    suspended: token.suspendedAt !== null,
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

function unknownKey(): Problem {
  return Problem.ofField('keyIds', 'must have only ids of keys in this workspace');
}
