import { ENVIRONMENTS, MODES } from '@ibyok/mode-resolution';
import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsOptionalId, MayBeAbsent } from '../http/fields.js';
import { PageQuery } from '../http/page.js';
import { IsTime } from '../http/time.js';
import { AUDIT_ACTIONS, type AuditAction } from './audit-entry.js';

const OUTCOMES = ['allowed', 'denied'] as const;
export const EXPORT_FORMATS = ['csv', 'jsonl'] as const;

/** Which records are meant. */
export class AuditFilters {
  @ApiPropertyOptional({ enum: AUDIT_ACTIONS })
  @MayBeAbsent()
  @IsIn(AUDIT_ACTIONS, { message: 'must be an action that the record knows' })
  action?: AuditAction;

  @IsOptionalId()
  keyId?: string;

  @IsOptionalId()
  tokenId?: string;

  @IsOptionalId()
  requestId?: string;

  @ApiPropertyOptional({ enum: OUTCOMES })
  @MayBeAbsent()
  @IsIn(OUTCOMES, { message: `must be one of "${OUTCOMES.join('", "')}"` })
  outcome?: (typeof OUTCOMES)[number];

  @IsTime()
  from?: string;

  @IsTime()
  to?: string;
}

/** Which records to list. */
export class AuditQuery extends IntersectionType(AuditFilters, PageQuery) {}

/** Which records to export, and how. */
export class AuditExportQuery extends AuditFilters {
  @ApiProperty({ enum: EXPORT_FORMATS, description: 'CSV (RFC 4180), or JSON Lines: one record a line.' })
  @IsIn(EXPORT_FORMATS, { message: `must be one of "${EXPORT_FORMATS.join('", "')}"` })
  format: (typeof EXPORT_FORMATS)[number];
}

export class AuditActorView {
  @ApiProperty({ enum: ['account', 'token', 'anonymous', 'server'] })
  type: string;

  @ApiProperty({ type: String, nullable: true })
  id: string | null;

  @ApiProperty({ type: String, nullable: true })
  name: string | null;
}

/** One line of the record. */
export class AuditRecord {
  @ApiProperty({ type: 'integer' })
  seq: number;

  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty()
  actor: AuditActorView;

  @ApiProperty({ enum: AUDIT_ACTIONS })
  action: AuditAction;

  @ApiPropertyOptional()
  keyId?: string;

  @ApiPropertyOptional({ type: 'integer' })
  keyVersion?: number;

  @ApiPropertyOptional()
  tokenId?: string;

  @ApiPropertyOptional({ enum: ENVIRONMENTS })
  environment?: string;

  @ApiPropertyOptional({ enum: MODES })
  effectiveMode?: string;

  @ApiPropertyOptional({ enum: ['guardrail_override', 'key_override', 'tenant_setting'] })
  source?: string;

  @ApiProperty({ enum: OUTCOMES })
  outcome: string;

  @ApiPropertyOptional({ description: 'The code of the problem that was answered, where denied.' })
  reason?: string;

  @ApiProperty({ type: String, nullable: true })
  requestId: string | null;

  @ApiProperty({ type: String, nullable: true })
  ip: string | null;

  @ApiPropertyOptional({ type: Object, description: 'What changed, from what to what.' })
  detail?: Record<string, unknown>;
}
