import fc from 'fast-check';
import { resolved, type Schema } from '../harness/openapi-document.js';

/** Stands in much of what is sent: an error that has it repeats what it was given. */
export const MARKER = 'mArKeR5b1fe0c2';

/** A value of JSON, written out: what no value of JavaScript can say is said, too. */
export type Written = string;

const written = (value: unknown): Written => JSON.stringify(value);

const text = fc.oneof(
  fc.constantFrom(
    ...['', ' ', MARKER, `\r\nX-Injected: ${MARKER}`, '\u001b[31m', '{{7*7}}', "'; SELECT 1 --"],
    ...['../../etc/passwd', '<script>', '%00', '\u202e', '\u{1f511}', 'İ', `${MARKER}\n`, 'x'.repeat(101)],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer({ min: 1, max: 20_000 }).map((length) => MARKER.padEnd(length, 'x')),
);

/** What no field is meant to have. */
export const wild: fc.Arbitrary<Written> = fc.oneof(
  text.map(written),
  fc.constantFrom(
    ...['null', 'true', '0', '-0', '-1', '1.5', '1e999', '-1e999', '9007199254740993', '9'.repeat(400)],
    ...['[]', '{}', '[null]', `["${MARKER}"]`, `{"${MARKER}":"${MARKER}"}`, '[[[]]]', '"\\ud800"'],
    ...[`"${MARKER}\\u0000"`, `"\\udc00\\ud800"`, '{"__proto__":{"admin":true}}', '{"constructor":1}'],
    ...[`${'['.repeat(30)}${']'.repeat(30)}`, `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`],
  ),
  fc.jsonValue({ maxDepth: 4 }).map(written),
);

const UNKNOWN_NAMES = [
  ...[MARKER, 'tenantId', 'role', 'version', 'id', '__proto__', 'constructor', 'prototype', 'toString'],
  ...['hasOwnProperty', '\\ud800', '\\u0000', '', 'Name', 'isAdmin', 'accountId', '$where'],
];
const unknownField = fc
  .tuple(fc.constantFrom(...UNKNOWN_NAMES), wild)
  .map(([name, value]) => `"${name}":${value}`);

/** Values that an operation can take, by the name of the field; what the schema says where none is here. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>;

function fitting(name: string, given: Schema, known: KnownValues): fc.Arbitrary<Written> {
  const schema = resolved(given);
  const own = known[name];
  if (own) return fc.constantFrom(...own).map(written);
  if (schema.enum) return fc.constantFrom(...schema.enum).map(written);
  if (schema.properties) return fittingBody(schema, known);
  if (schema.type === 'array') {
    const items = schema.items?.enum ?? known[`${name}[]`] ?? [MARKER];
    return fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: items.length }).map(written);
  }
  if (schema.format === 'date-time') {
    return fc.integer({ min: 1, max: 300 }).map((days) => {
      return written(new Date(Date.now() + days * 86_400_000).toISOString());
    });
  }
  if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern)).map(written);
  return fc.string({ minLength: 1, maxLength: Math.min(schema.maxLength ?? 60, 60) }).map(written);
}

/** A body that fits a schema. */
export function fittingBody(schema: Schema, known: KnownValues): fc.Arbitrary<Written> {
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const value = fitting(name, field, known).map((one) => `"${name}":${one}`);
    return schema.required?.includes(name) ? value : fc.option(value, { nil: null, freq: 2 });
  });
  return fc.tuple(...fields).map((parts) => `{${parts.filter((part) => part !== null).join(',')}}`);
}

/** A body with one or more of its fields gone wrong, or more fields than there are. */
export function spoiltBody(schema: Schema, known: KnownValues): fc.Arbitrary<Written> {
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) =>
    fc.oneof(
      { weight: 3, arbitrary: fitting(name, field, known).map((one) => `"${name}":${one}`) },
      { weight: 2, arbitrary: wild.map((one) => `"${name}":${one}`) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
  );
  return fc
    .tuple(fc.tuple(...fields), fc.array(unknownField, { maxLength: 2 }))
    .map(([parts, more]) => `{${[...parts.filter((part) => part !== null), ...more].join(',')}}`);
}

/** No JSON, or none of an object. */
export const brokenBody: fc.Arbitrary<Written> = fc.oneof(
  wild,
  fc.constantFrom('{', '{"a":', '{}{}', '{/* */}', "{'a':1}", '\ufeff{}', '   ', '{"a":NaN}', MARKER, '\0'),
  fc.constant(`${'['.repeat(30_000)}`),
  fc.constant(`{"${MARKER}":"${'x'.repeat(70_000)}"}`),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
