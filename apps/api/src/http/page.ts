import { type Type } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from './fields.js';
import { Problem } from './problem.js';
import { parseTime } from './time.js';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 100;

/** What every list takes. */
export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT })
  @MayBeAbsent()
  @Transform(({ value }) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value))
  @IsInt({ message: 'must be a whole number' })
  @Min(1, { message: 'must be at least 1' })
  @Max(MAX_LIMIT, { message: `must be at most ${MAX_LIMIT}` })
  limit: number = DEFAULT_LIMIT;

  @ApiPropertyOptional({ description: 'The nextCursor of the page before.' })
  @MayBeAbsent()
  @IsString({ message: 'must be the nextCursor of the page before' })
  @MaxLength(1000, { message: 'must be the nextCursor of the page before' })
  cursor?: string;
}

/** What every list answers. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Pass it as `cursor` for the next page; null on the last one. */
  readonly nextCursor: string | null;
}

/** The OpenAPI class of a page of some items. */
export function pageOf<Item>(item: Type<Item>): Type<Page<Item>> {
  class ItemPage implements Page<Item> {
    @ApiProperty({ type: [item] })
    items: Item[];

    @ApiProperty({ type: String, nullable: true })
    nextCursor: string | null;
  }
  Object.defineProperty(ItemPage, 'name', { value: `${item.name}Page` });
  return ItemPage;
}

/**
 * Cuts one page from rows of which one more than the limit was asked.
 * Takes what places a row in the order, as texts; returns the page.
 */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  position: (row: Row) => readonly string[],
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    items: shown.map(toItem),
    nextCursor: more ? Buffer.from(JSON.stringify(position(last))).toString('base64url') : null,
  };
}

/** Whether a text can be one part of a cursor. */
type CursorPart = (text: string) => boolean;

/** Reads a cursor back into its texts; null where none was given. Throws a 400 Problem for a broken one. */
export function readCursor(
  cursor: string | undefined,
  checks: readonly CursorPart[],
): readonly string[] | null {
  if (cursor === undefined) return null;
  const parts = parse(cursor);
  const whole = parts.length === checks.length && checks.every((check, index) => check(parts[index] ?? ''));
  if (whole) return parts;
  throw new Problem(400, 'invalid_cursor', 'The cursor is not one that this list answered.');
}

function parse(cursor: string): readonly string[] {
  try {
    const bytes = Buffer.from(cursor, 'base64url');
    // Buffer.from drops what is no base64url.
    if (bytes.toString('base64url') !== cursor) return [];
    const value: unknown = JSON.parse(bytes.toString());
    return Array.isArray(value) && value.every((part) => typeof part === 'string') ? value : [];
  } catch {
    return [];
  }
}

/** The forms that a cursor's parts have. */
export const CURSOR_PART = {
  time: (text: string) => parseTime(text)?.toISOString() === text,
  identifier: (text: string) => /^[a-z]{3}_[0-9A-Za-z]{1,40}$/.test(text),
  /** A number that fits PostgreSQL's integer. */
  number: (text: string) => /^\d{1,10}$/.test(text) && Number(text) <= 2_147_483_647,
  /** A number that fits PostgreSQL's bigint. */
  sequence: (text: string) => /^\d{1,18}$/.test(text),
} satisfies Record<string, CursorPart>;
