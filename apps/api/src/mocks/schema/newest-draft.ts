import type { JsonSchema } from '../answer/conversation.js';
import { type Keywords, mapSchemas } from './map-schemas.js';

/**
 * A schema as JSON Schema's newest draft has it: tuples in `prefixItems`, not in `items` (draft 7, which many libraries
 * still write), and exclusive bounds as numbers, not as flags (draft 4 and OpenAPI 3.0).
 */
export function inNewestDraft(schema: JsonSchema): JsonSchema {
  return mapSchemas(schema, (keywords) => withNumericBounds(withPrefixItems(keywords))) as JsonSchema;
}

function withPrefixItems(schema: Keywords): Keywords {
  const { items, additionalItems, ...rest } = schema;
  if (!Array.isArray(items)) return schema;
  return {
    ...rest,
    // The newest draft has no tuple of nothing.
    ...(items.length === 0 ? {} : { prefixItems: items }),
    ...(additionalItems === undefined ? {} : { items: additionalItems }),
  };
}

function withNumericBounds(schema: Keywords): Keywords {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  if (typeof exclusiveMinimum !== 'boolean' && typeof exclusiveMaximum !== 'boolean') return schema;
  return {
    ...rest,
    ...bound('minimum', 'exclusiveMinimum', minimum, exclusiveMinimum),
    ...bound('maximum', 'exclusiveMaximum', maximum, exclusiveMaximum),
  };
}

function bound(name: string, exclusiveName: string, limit: unknown, exclusive: unknown): Keywords {
  if (exclusive === true) return { [exclusiveName]: limit };
  return {
    ...(limit === undefined ? {} : { [name]: limit }),
    ...(typeof exclusive === 'number' ? { [exclusiveName]: exclusive } : {}),
  };
}
