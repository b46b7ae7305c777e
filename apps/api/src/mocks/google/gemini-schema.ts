import type { JsonSchema } from '../answer/conversation.js';
import { isFields } from '../http/fields.js';

/** Deeper ones are cut: nothing below is asked for. */
const DEEPEST = 50;

/**
 * A schema as Gemini has it, as a JSON Schema: types in capitals, `nullable`, and its own order of properties
 * (https://ai.google.dev/api/caching#Schema).
 */
export function fromGeminiSchema(schema: unknown, depth = 0): JsonSchema {
  if (!isFields(schema) || depth > DEEPEST) return true;
  const below = (value: unknown): JsonSchema => fromGeminiSchema(value, depth + 1);
  const { type, nullable, properties, items, anyOf, propertyOrdering: _order, format, ...rest } = schema;
  const own = {
    ...numbered(rest),
    ...(typeof type === 'string' && type !== 'TYPE_UNSPECIFIED' ? { type: type.toLowerCase() } : {}),
    // "enum", "int32" and the like say nothing that a JSON Schema checks.
    ...(format === 'date-time' ? { format } : {}),
    ...(isFields(properties)
      ? {
          properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, below(one)])),
        }
      : {}),
    ...(items === undefined ? {} : { items: below(items) }),
    ...(Array.isArray(anyOf) ? { anyOf: anyOf.map(below) } : {}),
  };
  return nullable === true ? { anyOf: [own, { type: 'null' }] } : own;
}

const COUNTS = ['minItems', 'maxItems', 'minLength', 'maxLength', 'minProperties', 'maxProperties'] as const;

/** Protobuf's JSON writes 64-bit whole numbers as texts. */
function numbered(rest: { readonly [keyword: string]: unknown }): { readonly [keyword: string]: unknown } {
  const counts = COUNTS.filter((name) => typeof rest[name] === 'string');
  return { ...rest, ...Object.fromEntries(counts.map((name) => [name, Number(rest[name])])) };
}
