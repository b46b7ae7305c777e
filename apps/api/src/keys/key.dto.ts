import { type Environment, OVERRIDES, type Override } from '@ibyok/mode-resolution';
import { PROVIDERS } from '@ibyok/providers';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsIn,
  IsObject,
  IsString,
  Matches,
  ValidateNested,
} from 'class-validator';
import { IsName, MayBeAbsent } from '../http/fields.js';
import { IsTimeOrNone } from '../http/time.js';
import { KeyCheck } from './checks/key-check.dto.js';
import { IsRotationPeriod } from './key-dates.js';
import { IsKeyValue } from './key-value.js';
import { SLUG_PATTERN } from './slug.js';

/** How many keys one request may change. */
const MAX_KEYS = 100;

const LLM_TYPES = PROVIDERS.map(({ llmType }) => llmType);

const IsSlug = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ pattern: SLUG_PATTERN.source }),
    MayBeAbsent(),
    Matches(SLUG_PATTERN, {
      message: 'must be 1 to 63 of a-z, 0-9 and -, beginning and ending with a letter or digit',
    }),
  );

const IsOverride = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ enum: OVERRIDES }),
    MayBeAbsent(),
    IsIn(OVERRIDES, { message: 'must be "inherit", "mock" or "live"' }),
  );

export class OverridesView implements Record<Environment, Override> {
  @ApiProperty({ enum: OVERRIDES })
  development: Override;

  @ApiProperty({ enum: OVERRIDES })
  staging: Override;

  @ApiProperty({ enum: OVERRIDES })
  production: Override;
}

/** The overrides to change; what is absent stays. */
export class OverridesChange implements Partial<Record<Environment, Override>> {
  @IsOverride()
  development?: Override;

  @IsOverride()
  staging?: Override;

  @IsOverride()
  production?: Override;
}

/** One change of overrides for several keys: of all of them, or of none. */
export class OverridesOfKeysChange {
  @ApiProperty({ type: [String], minItems: 1, maxItems: MAX_KEYS, uniqueItems: true })
  @IsArray({ message: 'must be a list' })
  @ArrayNotEmpty({ message: 'must have at least one entry' })
  @ArrayMaxSize(MAX_KEYS, { message: `must have at most ${MAX_KEYS} entries` })
  @ArrayUnique({ message: 'must not repeat an entry' })
  @IsString({ each: true, message: 'must have only ids of keys' })
  keyIds: string[];

  @ApiProperty()
  @IsDefined({ message: 'must be an object' })
  @IsObject({ message: 'must be an object' })
  @ValidateNested({ message: 'must be an object' })
  @Type(() => OverridesChange)
  overrides: OverridesChange;
}

/** A key's metadata; its value is in no answer. */
export class Key {
  @ApiProperty()
  id: string;

  @ApiProperty()
  slug: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  llmType: string;

  @ApiProperty({ description: 'The last four characters of the value; empty for a short value.' })
  last4: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty()
  overrides: OverridesView;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When its value was last fetched, to within ten seconds.',
  })
  lastUsedAt: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the provider ends its value, as people noted it. Fetches go on all the same.',
  })
  expiresAt: string | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'How often people mean to rotate it.' })
  rotateEveryDays: number | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'rotateEveryDays after its current version was stored. Fetches go on all the same.',
  })
  rotationDueAt: string | null;

  @ApiProperty({ type: KeyCheck, nullable: true, description: 'What its latest check found, if any.' })
  lastCheck: KeyCheck | null;
}

export class NewKey {
  @IsName()
  name: string;

  @ApiProperty({ description: 'An llmType of GET /api/providers.' })
  @IsIn(LLM_TYPES, { message: 'must be an llmType of GET /api/providers' })
  llmType: string;

  @IsKeyValue()
  value: string;

  @IsSlug()
  slug?: string;

  @IsTimeOrNone('When the provider ends the value; null: not known.')
  expiresAt?: string | null;

  @IsRotationPeriod()
  rotateEveryDays?: number | null;
}

export class KeyChange {
  @MayBeAbsent()
  @IsName({ required: false })
  name?: string;

  @IsSlug()
  slug?: string;

  @IsTimeOrNone('When the provider ends the value; null: not known.')
  expiresAt?: string | null;

  @IsRotationPeriod()
  rotateEveryDays?: number | null;
}

/** Keys as they are after a change. */
export class ChangedKeys {
  @ApiProperty({ type: [Key] })
  items: Key[];
}
