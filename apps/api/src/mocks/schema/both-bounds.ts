import type { JsonSchema } from '../answer/conversation.js';
import { type Keywords, mapSchemas } from './map-schemas.js';

const SPAN = 1_000;
const LOWER = ['minimum', 'exclusiveMinimum'] as const;
const UPPER = ['maximum', 'exclusiveMaximum'] as const;

/**
 * A schema with an upper bound for every number that has a lower one alone, and the other way about. The generator
 * stays between -1,000 and 1,000 else, where no year is.
 */
export function withBothBounds(schema: JsonSchema): JsonSchema {
  return mapSchemas(schema, bounded) as JsonSchema;
}

function bounded(schema: Keywords): Keywords {
  const low = numbers(schema, LOWER);
  const high = numbers(schema, UPPER);
  const [step = 0] = numbers(schema, ['multipleOf']);
  const span = Math.max(SPAN, 10 * step);
  if (low.length > 0 && high.length === 0) return { ...schema, maximum: Math.max(...low) + span };
  if (high.length > 0 && low.length === 0) return { ...schema, minimum: Math.min(...high) - span };
  return schema;
}

function numbers(schema: Keywords, names: readonly string[]): readonly number[] {
  return names.map((name) => schema[name]).filter((value) => typeof value === 'number');
}
