import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { MayBeNothing } from '../http/fields.js';
import { parseTime } from '../http/time.js';

const DAY = 24 * 60 * 60 * 1000;
const LONGEST_DAYS = 730;

/** How often a key is to be rotated, in days; null: no reminder. */
export const IsRotationPeriod = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      type: 'integer',
      minimum: 1,
      maximum: LONGEST_DAYS,
      nullable: true,
      description: 'Null: no reminder.',
    }),
    MayBeNothing(),
    IsInt({ message: 'must be a whole number of days' }),
    Min(1, { message: 'must be at least 1' }),
    Max(LONGEST_DAYS, { message: `must be at most ${LONGEST_DAYS}` }),
  );

/** When a key is due for rotation: some days after its current version was stored; null without a reminder. */
export function rotationDueAt(storedAt: Date, everyDays: number | null): Date | null {
  return everyDays === null ? null : new Date(storedAt.getTime() + everyDays * DAY);
}

/** The time that a request gives for one that is known now: null clears it, absent leaves it. */
export function changedTime(asked: string | null | undefined, now: Date | null): Date | null {
  return asked === undefined ? now : asked === null ? null : parseTime(asked);
}
