import type { Environment, Mode, ModeSource } from '@ibyok/mode-resolution';

/** What can be recorded. A name once used keeps its meaning for good. */
export const AUDIT_ACTIONS = [
  'key.value.read',
  'key.created',
  'key.changed',
  'key.rotated',
  'key.restored',
  'key.deleted',
  'key.check.started',
  'key.checked',
  'override.changed',
  'settings.changed',
  'token.created',
  'token.revoked',
  'token.refused',
  'session.created',
  'session.ended',
  'setup.completed',
  'account.created',
  'audit.pruned',
  'member.invited',
  'invitation.withdrawn',
  'member.joined',
  'member.changed',
  'member.removed',
  'tenant.switched',
  'password.changed',
  'sessions.ended',
  'sign_in.limited',
  'token.resumed',
  'audit.exported',
  'keyring.refused',
  'keyring.rewrapped',
  'backup.created',
  'backup.restored',
  'totp.begun',
  'totp.enabled',
  'totp.disabled',
  'recovery_codes.created',
  'identity.linked',
  'identity.unlinked',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Who did it: a person, an application's token, or nobody that is known. */
export interface AuditActor {
  readonly type: 'account' | 'token' | 'anonymous' | 'server';
  readonly id: string | null;
  readonly name: string | null;
}

/** One record, before the database gives it a number and a time. Never holds a secret. */
export interface AuditEntry {
  /** Null where no tenant is known, as for a failed sign-in. */
  readonly tenantId: string | null;
  readonly actor: AuditActor;
  readonly action: AuditAction;
  readonly outcome: 'allowed' | 'denied';
  /** The problem's code, where denied. */
  readonly reason?: string;
  readonly keyId?: string | null;
  readonly keyVersion?: number | null;
  readonly tokenId?: string | null;
  readonly environment?: Environment | null;
  readonly effectiveMode?: Mode | null;
  readonly source?: ModeSource | null;
  readonly requestId: string | null;
  readonly ip: string | null;
  /** What changed, from what to what; names and modes only. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** What several requests came to alike; each of them gets a record of its own. */
export interface SharedAuditEntry extends Omit<AuditEntry, 'requestId' | 'ip'> {
  readonly requests: readonly Pick<AuditEntry, 'requestId' | 'ip'>[];
}
