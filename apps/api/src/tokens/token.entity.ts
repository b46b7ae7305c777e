import type { Environment } from '@ibyok/mode-resolution';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Scope } from './scope.js';

@Entity('access_token')
export class TokenEntity {
  @PrimaryColumn('text')
  id: string;

  @Column('text', { name: 'tenant_id' })
  tenantId: string;

  @Column('text')
  name: string;

  @Column('bytea', { name: 'token_hash', select: false })
  tokenHash: Buffer;

  @Column('text')
  last4: string;

  @Column('text', { array: true })
  scopes: Scope[];

  @Column('text', { array: true })
  environments: Environment[];

  /** The keys it may read; null: all of the tenant's. */
  @Column('text', { name: 'key_ids', array: true, nullable: true })
  keyIds: string[] | null;

  /** Ranges of addresses it counts from, in CIDR; null: from everywhere. */
  @Column('text', { name: 'address_ranges', array: true, nullable: true })
  addressRanges: string[] | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;

  @Column('text', { name: 'created_by_id' })
  createdById: string;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;

  /** Since when it does not count until somebody resumes it. */
  @Column('timestamptz', { name: 'suspended_at', nullable: true })
  suspendedAt: Date | null;
}
