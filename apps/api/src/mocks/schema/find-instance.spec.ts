import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { JsonSchema } from '../answer/conversation.js';
import { findInstance } from './find-instance.js';

const object = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

/** Schemas of what structured outputs support. */
const schemas: fc.Arbitrary<JsonSchema> = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<JsonSchema>(
      { type: 'string' },
      { type: 'boolean' },
      { type: 'null' },
      { type: ['string', 'null'] },
      { type: 'string', pattern: '^[A-Z]{3}-\\d{4}$' },
      { type: 'string', format: 'date-time' },
      { type: 'string', format: 'email' },
      { const: 'circle' },
    ),
    fc
      .record({ minimum: fc.integer({ min: -50, max: 0 }), maximum: fc.integer({ min: 1, max: 50 }) })
      .map((bounds) => ({ type: 'integer', ...bounds })),
    fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 4 }).map((words) => ({ enum: words })),
    fc
      .record({ items: tie('schema'), minItems: fc.integer({ min: 0, max: 3 }) })
      .map((array) => ({ type: 'array', ...array })),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tie('schema'), { maxKeys: 4 }).map(object),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
  ),
})).schema;

test('what is found satisfies the schema, and is the same for the same seed', () => {
  fc.assert(
    fc.property(schemas, fc.nat(), (schema, seed) => {
      const instance = findInstance(schema, seed);
      // Without formats, which the code under test checks itself: they would have to be added here alike.
      expect(new Ajv2020({ strict: false, validateFormats: false }).validate(schema, instance)).toBe(true);
      expect(findInstance(schema, seed)).toEqual(instance);
    }),
    { numRuns: 100 },
  );
});

const node = object({
  value: { type: 'number' },
  next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] },
});

test.each<[string, JsonSchema]>([
  [
    'itself, in a list',
    object({ name: { type: 'string' }, children: { type: 'array', items: { $ref: '#' } } }),
  ],
  ['a definition that refers to itself', { $defs: { node }, $ref: '#/$defs/node' }],
  ['by an $id of its own', { $id: 'https://example.com/a', ...(object({ a: true }) as object) }],
])('a schema that refers to %s', (_, schema) => {
  const instance = findInstance(schema, 7);
  expect(new Ajv2020({ strict: false }).validate(schema, instance)).toBe(true);
});

test.each<[string, JsonSchema, unknown]>([
  [
    'a tuple as draft 7 has it',
    { type: 'array', items: [{ type: 'string' }, { type: 'integer' }], minItems: 2, additionalItems: false },
    [expect.any(String), expect.any(Number)],
  ],
  [
    'an exclusive bound as draft 4 has it',
    { type: 'integer', minimum: 1, exclusiveMinimum: true, maximum: 3, exclusiveMaximum: true },
    2,
  ],
])('%s', (_, schema, expected) => {
  const $schema = 'http://json-schema.org/draft-07/schema#';
  expect(findInstance({ ...(object({ at: schema }) as object), $schema }, 3)).toEqual({ at: expected });
});

test.each<JsonSchema>([
  { type: 'integer', minimum: 1900 },
  { type: 'number', exclusiveMinimum: 5000 },
  { type: 'integer', maximum: -2000 },
  { type: 'integer', minimum: 1e12 },
  { type: 'integer', minimum: 2000, multipleOf: 700 },
  { type: 'integer', minimum: 5, maximum: 5 },
])('a number within %j', (schema) => {
  for (let seed = 0; seed < 20; seed += 1) {
    const found = findInstance(object({ a: schema }), seed);
    expect(new Ajv2020({ strict: false }).validate(object({ a: schema }), found)).toBe(true);
  }
});

test.each([
  'date-time',
  'date',
  'time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uuid',
  'uri',
  'url',
  'byte',
])('a text of the format %s', (format) => {
  for (let seed = 0; seed < 20; seed += 1) {
    expect(findInstance({ type: 'string', format }, seed)).toEqual(expect.any(String));
  }
});

test.each<[string, JsonSchema]>([
  ['asks for another kind of check', { $async: true, type: 'string', minLength: 5, maxLength: 2 }],
  ['nothing satisfies', { type: 'string', minLength: 5, maxLength: 2 }],
  ['false', false],
  ['is no schema', { type: 'word' }],
  ['refers to what is not there', { $ref: '#/$defs/nowhere' }],
  ['refers to another address', { $ref: 'https://example.com/schema.json' }],
])('a schema that %s is refused', (_, schema) => {
  expect(() => findInstance(schema, 1)).toThrow();
});
