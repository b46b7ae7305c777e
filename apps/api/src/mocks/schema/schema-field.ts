import type { JsonSchema } from '../answer/conversation.js';
import { type Fields, isFields, wrongField } from '../http/fields.js';

/** A field that holds a JSON Schema; null where it is absent or null. `path` names the object it is in. */
export function schemaField(fields: Fields, name: string, path: string): JsonSchema | null {
  const value = fields[name] ?? null;
  if (value === null || typeof value === 'boolean' || isFields(value)) return value;
  throw wrongField(`${path}.${name}`, 'has to be a JSON Schema');
}
