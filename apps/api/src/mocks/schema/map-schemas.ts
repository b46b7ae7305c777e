import { isFields } from '../http/fields.js';

/** The keywords of one schema, or the schemas of one keyword by their names. */
export type Keywords = { readonly [keyword: string]: unknown };

/** Keywords whose values are no schemas, whatever they hold. */
const VALUES: ReadonlySet<string> = new Set(['const', 'default', 'enum', 'example', 'examples']);

/** A schema with every schema in it changed, the innermost first. What is no schema stays as it is. */
export function mapSchemas(value: unknown, change: (keywords: Keywords) => Keywords): unknown {
  if (Array.isArray(value)) return value.map((one) => mapSchemas(one, change));
  if (!isFields(value)) return value;
  const below = Object.entries(value).map(([name, one]) => [
    name,
    VALUES.has(name) ? one : mapSchemas(one, change),
  ]);
  return change(Object.fromEntries(below));
}
