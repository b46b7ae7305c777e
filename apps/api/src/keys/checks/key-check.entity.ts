import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CheckReason, ProviderVerdict } from './check-outcome.js';

/** What the latest check of a key found. */
@Entity('key_check')
export class KeyCheckEntity {
  @Column('text', { name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn('text', { name: 'key_id' })
  keyId: string;

  @Column('integer')
  version: number;

  @Column('timestamptz', { name: 'checked_at', default: () => 'now()' })
  checkedAt: Date;

  @Column('boolean')
  decryptable: boolean;

  @Column('text')
  provider: ProviderVerdict;

  @Column('text', { nullable: true })
  reason: CheckReason | null;

  @Column('integer', { name: 'http_status', nullable: true })
  httpStatus: number | null;
}
