import { ENVIRONMENTS, MODES } from '@ibyok/mode-resolution';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const LIVE_OUTSIDE = 'Live fetches outside production.';

/** Answered fetches. */
export class UsageTotals {
  @ApiProperty({ type: 'integer' })
  fetches: number;

  @ApiProperty({ type: 'integer' })
  mock: number;

  @ApiProperty({ type: 'integer' })
  live: number;

  @ApiProperty({ type: 'integer', description: LIVE_OUTSIDE })
  liveOutsideProduction: number;
}

class UsageCounts extends UsageTotals {
  @ApiProperty({
    type: 'integer',
    isArray: true,
    description: 'Fetches of each of the days, in their order.',
  })
  byDay: readonly number[];
}

/** Answered fetches of one environment, mode, key or token; which of the first four fields it has, splitBy says. */
export class UsageSeriesItem extends UsageCounts {
  @ApiPropertyOptional({ enum: ENVIRONMENTS })
  environment?: string;

  @ApiPropertyOptional({ enum: MODES })
  mode?: string;

  @ApiPropertyOptional()
  keyId?: string;

  @ApiPropertyOptional()
  tokenId?: string;

  @ApiPropertyOptional({ description: 'Of the key or token; absent where it is not there any more.' })
  name?: string;

  @ApiPropertyOptional({ description: 'True where the token was revoked.' })
  revoked?: boolean;
}

/** What is left where there are too many to name each. */
export class UsageOthers extends UsageCounts {
  @ApiProperty({ type: 'integer', description: 'How many keys or tokens these are.' })
  count: number;
}

/** Answered fetches by day, all counted at one moment. */
export class UsageSeries {
  @ApiProperty({ type: [String], description: 'Every UTC day of the period, oldest first.' })
  days: readonly string[];

  @ApiProperty()
  totals: UsageTotals;

  @ApiProperty({ type: [UsageSeriesItem], description: 'Those with the most fetches, most first.' })
  items: readonly UsageSeriesItem[];

  @ApiProperty({ type: UsageOthers, nullable: true })
  others: UsageOthers | null;
}
