import { ENVIRONMENTS, MODES } from '@ibyok/mode-resolution';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeAbsent } from '../http/fields.js';
import { PageQuery } from '../http/page.js';
import { IsTime } from '../http/time.js';

export const USAGE_GROUPS = ['day', 'key', 'token', 'environment', 'mode'] as const;
export type UsageGroup = (typeof USAGE_GROUPS)[number];

/** Which fetches to count, and by what. */
export class UsageQuery extends PageQuery {
  @IsTime()
  from?: string;

  @IsTime()
  to?: string;

  @ApiPropertyOptional({ enum: USAGE_GROUPS, default: 'day' })
  @MayBeAbsent()
  @IsIn(USAGE_GROUPS, { message: `must be one of ${USAGE_GROUPS.join(', ')}` })
  groupBy: UsageGroup = 'day';
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
