import { ENVIRONMENTS, MODES, type Mode } from '@ibyok/mode-resolution';
import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsOptionalId, MayBeAbsent } from '../http/fields.js';
import { PageQuery } from '../http/page.js';
import { IsTime } from '../http/time.js';

export const USAGE_GROUPS = ['day', 'key', 'token', 'environment', 'mode'] as const;
export type UsageGroup = (typeof USAGE_GROUPS)[number];

export const ENVIRONMENT_CHOICES = [...ENVIRONMENTS, 'outside_production'] as const;

/** Which fetches are meant. */
export class UsageFilters {
  @IsTime()
  from?: string;

  @IsTime()
  to?: string;

  @IsOptionalId()
  keyId?: string;

  @IsOptionalId()
  tokenId?: string;

  @ApiPropertyOptional({ enum: ENVIRONMENT_CHOICES, description: 'One, or every one but production.' })
  @MayBeAbsent()
  @IsIn(ENVIRONMENT_CHOICES, { message: `must be one of ${ENVIRONMENT_CHOICES.join(', ')}` })
  environment?: (typeof ENVIRONMENT_CHOICES)[number];

  @ApiPropertyOptional({ enum: MODES })
  @MayBeAbsent()
  @IsIn(MODES, { message: `must be one of ${MODES.join(', ')}` })
  mode?: Mode;
}

/** Which fetches to count, and by what. */
export class UsageQuery extends IntersectionType(UsageFilters, PageQuery) {
  @ApiPropertyOptional({ enum: USAGE_GROUPS, default: 'day' })
  @MayBeAbsent()
  @IsIn(USAGE_GROUPS, { message: `must be one of ${USAGE_GROUPS.join(', ')}` })
  groupBy: UsageGroup = 'day';
}

/** What a day's fetches can be split by. */
export const USAGE_SPLITS = ['environment', 'mode', 'key', 'token'] as const;
export type UsageSplit = (typeof USAGE_SPLITS)[number];

/** Which fetches to count by day, and what to split each day's by. */
export class UsageByDayQuery extends UsageFilters {
  @ApiPropertyOptional({ enum: USAGE_SPLITS, default: 'environment' })
  @MayBeAbsent()
  @IsIn(USAGE_SPLITS, { message: `must be one of ${USAGE_SPLITS.join(', ')}` })
  splitBy: UsageSplit = 'environment';
}

/** Answered fetches of one group; which of the first five fields it has, groupBy says. */
export class UsageItem {
  @ApiPropertyOptional({ format: 'date' })
  day?: string;

  @ApiPropertyOptional()
  keyId?: string;

  @ApiPropertyOptional()
  tokenId?: string;

  @ApiPropertyOptional({ enum: ENVIRONMENTS })
  environment?: string;

  @ApiPropertyOptional({ enum: MODES })
  mode?: string;

  @ApiProperty({ type: 'integer' })
  fetches: number;

  @ApiProperty({ type: 'integer' })
  mock: number;

  @ApiProperty({ type: 'integer' })
  live: number;
}
