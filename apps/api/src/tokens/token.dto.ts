import { ENVIRONMENTS, type Environment } from '@ibyok/mode-resolution';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsString } from 'class-validator';
import { IsName, MayBeAbsent } from '../http/fields.js';
import { IsTime } from '../http/time.js';
import { IsAddressRange } from './address-range-field.js';
import { SCOPES, type Scope } from './scope.js';

const MAX_KEYS = 100;
const MAX_ADDRESS_RANGES = 50;

/** A non-empty set of some words. */
const IsSetOf = (words: readonly string[]): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ enum: words, isArray: true, minItems: 1, uniqueItems: true }),
    IsArray({ message: 'must be a list' }),
    ArrayNotEmpty({ message: 'must have at least one entry' }),
    ArrayUnique({ message: 'must not repeat an entry' }),
    IsIn(words, { each: true, message: `must have only "${words.join('", "')}"` }),
  );

export class NewToken {
  @IsName()
  name: string;

  @IsSetOf(SCOPES)
  scopes: Scope[];

  @IsSetOf(ENVIRONMENTS)
  environments: Environment[];

  @ApiPropertyOptional({ type: [String], description: 'The keys it may read; absent: all, also later ones.' })
  @MayBeAbsent()
  @IsArray({ message: 'must be a list' })
  @ArrayNotEmpty({ message: 'must have at least one entry; leave it out for all keys' })
  @ArrayMaxSize(MAX_KEYS, { message: `must have at most ${MAX_KEYS} entries` })
  @ArrayUnique({ message: 'must not repeat an entry' })
  @IsString({ each: true, message: 'must have only ids of keys' })
  keyIds?: string[];

  @ApiPropertyOptional({
    type: [String],
    description: 'Addresses or ranges such as 10.0.0.0/8 that it counts from; absent: from everywhere.',
  })
  @MayBeAbsent()
  @IsArray({ message: 'must be a list' })
  @ArrayNotEmpty({ message: 'must have at least one entry; leave it out for all addresses' })
  @ArrayMaxSize(MAX_ADDRESS_RANGES, { message: `must have at most ${MAX_ADDRESS_RANGES} entries` })
  @ArrayUnique({ message: 'must not repeat an entry' })
  @IsAddressRange({ each: true })
  addressRanges?: string[];

  /** Default in 90 days; at most a year ahead. */
  @IsTime()
  expiresAt?: string;
}

/** An access token's metadata; the token itself is in the answer to its creation alone. */
export class Token {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ description: 'The last four characters of the token.' })
  last4: string;

  @ApiProperty({ enum: SCOPES, isArray: true })
  scopes: Scope[];

  @ApiProperty({ enum: ENVIRONMENTS, isArray: true })
  environments: Environment[];

  @ApiProperty({ type: [String], nullable: true, description: 'The keys it may read; null: all.' })
  keyIds: string[] | null;

  @ApiProperty({ type: [String], nullable: true, description: 'Ranges it counts from; null: everywhere.' })
  addressRanges: string[] | null;

  @ApiProperty({ description: 'True where it does not count until somebody resumes it.' })
  suspended: boolean;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it last fetched a value, to within ten seconds.',
  })
  lastUsedAt: string | null;
}

/** A token just created. */
export class CreatedToken extends Token {
  @ApiProperty({ description: 'The token itself: shown here and never again.' })
  token: string;
}
