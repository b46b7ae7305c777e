import type { JsonSchema } from '../answer/conversation.js';
import { isFields } from '../http/fields.js';

/** Keywords whose values are no schemas, whatever they hold. */
const VALUES: ReadonlySet<string> = new Set(['const', 'default', 'enum', 'example', 'examples']);

/**
 * A schema as JSON Schema's newest draft has it: tuples in `prefixItems`, not in `items` (draft 7, which many libraries
 * still write), and exclusive bounds as numbers, not as flags (draft 4 and OpenAPI 3.0).
 */
export function inNewestDraft(schema: JsonSchema): JsonSchema {
  return renewed(schema) as JsonSchema;
}

function renewed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renewed);
  if (!isFields(value)) return value;
  const below = Object.entries(value).map(([name, one]) => [name, VALUES.has(name) ? one : renewed(one)]);
  return withNumericBounds(withPrefixItems(Object.fromEntries(below)));
}

type Keywords = { readonly [keyword: string]: unknown };

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
