import {
  ENVIRONMENTS,
  type Environment,
  MODES,
  type Mode,
  type ModeInfo,
  type ModeSource,
  REQUEST_ENVIRONMENT_WORDS,
  type TraceEntry,
} from '@ibyok/mode-resolution';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeAbsent } from '../http/fields.js';
import { PageQuery } from '../http/page.js';
import { Key } from '../keys/key.dto.js';
import { SCOPES, type Scope } from '../tokens/scope.js';
import { Token } from '../tokens/token.dto.js';

const IsEnvironmentWord = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      enum: REQUEST_ENVIRONMENT_WORDS,
      description: "Absent: the server's own environment.",
    }),
    MayBeAbsent(),
    IsIn(REQUEST_ENVIRONMENT_WORDS, { message: `must be one of ${REQUEST_ENVIRONMENT_WORDS.join(', ')}` }),
  );

export class EnvironmentPageQuery extends PageQuery {
  @IsEnvironmentWord()
  env?: string;
}

/** Which mode a fetch has here, and which of the three ideas decided. */
export class ModeInfoView implements ModeInfo {
  @ApiProperty({ enum: ENVIRONMENTS })
  environment: Environment;

  @ApiProperty({ enum: MODES })
  effectiveMode: Mode;

  @ApiProperty({ enum: ['guardrail_override', 'key_override', 'tenant_setting'] })
  source: ModeSource;
}

/** The answer to a fetch. */
export class KeyValue {
  @ApiProperty()
  keyId: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  llmType: string;

  @ApiProperty({ description: 'The live value or a mock; modeInfo says which.' })
  value: string;

  @ApiPropertyOptional({ description: 'Where this value works, where that is known.' })
  baseUrl?: string;

  @ApiProperty()
  modeInfo: ModeInfoView;
}

/** One rule of the decision. */
export class TraceEntryView implements TraceEntry {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 4, description: 'Its number in the table of rules.' })
  rule: TraceEntry['rule'];

  @ApiProperty({ description: 'What it looks at: a server variable, override or environmentDefault.' })
  setting: string;

  @ApiProperty({ type: String, nullable: true })
  value: string | null;

  @ApiProperty({ description: 'True for the one rule that decided.' })
  decided: boolean;
}

/** A key's mode with the whole decision, never a value. */
export class KeyMode {
  @ApiProperty()
  keyId: string;

  @ApiProperty()
  modeInfo: ModeInfoView;

  @ApiProperty({ type: [TraceEntryView] })
  trace: readonly TraceEntryView[];
}

/** A key that a token may read. */
export class ReadableKey {
  @ApiProperty()
  keyId: string;

  @ApiProperty()
  slug: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  llmType: string;

  @ApiProperty()
  modeInfo: ModeInfoView;
}

/** A key that an application stored; its value is in no answer. */
export class WrittenKey extends PickType(Key, ['slug', 'name', 'llmType', 'last4', 'version'] as const) {
  @ApiProperty()
  keyId: string;
}

/** A new value of a key. */
export class WrittenVersion {
  @ApiProperty()
  keyId: string;

  @ApiProperty({ type: 'integer' })
  version: number;
}

/** What an access token is: for whoever holds it. */
export class Whoami extends PickType(Token, ['name', 'expiresAt'] as const) {
  @ApiProperty()
  tokenId: string;

  @ApiProperty()
  tenantId: string;

  @ApiProperty()
  tenantName: string;

  @ApiProperty({ enum: SCOPES, isArray: true })
  scopes: readonly Scope[];

  @ApiProperty({ enum: ENVIRONMENTS, isArray: true })
  environments: readonly Environment[];

  @ApiProperty({ type: [String], nullable: true, description: 'The keys it is bound to; null: all.' })
  keyIds: readonly string[] | null;

  @ApiProperty({ enum: ENVIRONMENTS, description: 'The environment that the server itself answers for.' })
  environment: Environment;
}
