import { type Fields, isFields } from '../http/fields.js';

/**
 * The fields of an object by their lowerCamelCase names, however they are written: a protobuf service takes
 * snake_case, too (https://protobuf.dev/programming-guides/json/). Only of this object, not of what is in it.
 */
export function camelCased(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}

/** The objects among the members of a list, each by lowerCamelCase names; nothing for what is no list. */
export function camelCasedAll(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields).map(camelCased) : [];
}
