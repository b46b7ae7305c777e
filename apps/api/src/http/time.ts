import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { registerDecorator } from 'class-validator';
import { MayBeAbsent, MayBeNothing } from './fields.js';

/** RFC 3339, section 5.6: a date-time, or a full-date alone, which begins at midnight UTC. */
const TIME =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;

/** The years of four digits, which both JavaScript and PostgreSQL read alike. */
const EARLIEST = new Date('0001-01-01T00:00:00Z');
const LATEST = new Date('9999-12-31T23:59:59.999Z');

/** Reads an RFC 3339 time or day; null for any other text and for days that no calendar has. */
export function parseTime(text: string): Date | null {
  const [, year, month, day] = TIME.exec(text) ?? [];
  if (!year || !month || !day) return null;
  const inMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const exists = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= inMonth;
  const time = exists ? new Date(text) : null;
  return time && time >= EARLIEST && time <= LATEST ? time : null;
}

/** A time that may be absent. */
export const IsTime = (): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional({ format: 'date-time' }), MayBeAbsent(), HasTimeForm());

/** A time that may be absent, or null for none. */
export const IsTimeOrNone = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: String, format: 'date-time', nullable: true, description }),
    MayBeNothing(),
    HasTimeForm(),
  );

function HasTimeForm(): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'hasTimeForm',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => typeof value === 'string' && parseTime(value) !== null,
        defaultMessage: () => 'must be a time such as 2026-12-31T00:00:00Z, or a day such as 2026-12-31',
      },
    });
}
