import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../access/role.js';

@Entity('tenant')
export class TenantEntity {
  @PrimaryColumn('text')
  id: string;

  @Column('text')
  name: string;
}

@Entity('account')
export class AccountEntity {
  @PrimaryColumn('text')
  id: string;

  @Column('text')
  email: string;

  @Column('text', { name: 'email_normalized' })
  emailNormalized: string;

  /** Null for somebody who signs in by a provider alone. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash: string | null;
}

@Entity('membership')
export class MembershipEntity {
  @PrimaryColumn('text', { name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn('text', { name: 'account_id' })
  accountId: string;

  @Column('text')
  role: Role;
}
