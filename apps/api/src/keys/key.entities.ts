import type { Override } from '@ibyok/mode-resolution';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('key')
export class KeyEntity {
  @PrimaryColumn('text')
  id: string;

  @Column('text', { name: 'tenant_id' })
  tenantId: string;

  @Column('text')
  slug: string;

  @Column('text')
  name: string;

  @Column('text', { name: 'llm_type' })
  llmType: string;

  /** The value's last four characters; empty where the value is too short to show any. */
  @Column('text')
  last4: string;

  @Column('integer')
  version: number;

  @Column('text', { name: 'override_development', default: 'inherit' })
  overrideDevelopment: Override;

  @Column('text', { name: 'override_staging', default: 'inherit' })
  overrideStaging: Override;

  @Column('text', { name: 'override_production', default: 'inherit' })
  overrideProduction: Override;

  /** When the provider ends the current value, as far as people know. */
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  @Column('integer', { name: 'rotate_every_days', nullable: true })
  rotateEveryDays: number | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;
}

@Entity('key_version')
export class KeyVersionEntity {
  @Column('text', { name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn('text', { name: 'key_id' })
  keyId: string;

  @PrimaryColumn('integer')
  version: number;

  @Column('smallint')
  format: number;

  @Column('text', { name: 'master_key_id' })
  masterKeyId: string;

  @Column('bytea', { name: 'wrapped_data_key' })
  wrappedDataKey: Buffer;

  @Column('bytea', { name: 'sealed_value' })
  sealedValue: Buffer;

  @Column('text')
  last4: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;

  @Column('text', { name: 'created_by_id' })
  createdById: string;

  @Column('text', { name: 'created_by_name' })
  createdByName: string;

  @Column('integer', { name: 'restored_from', nullable: true })
  restoredFrom: number | null;
}
