import { fromGeminiSchema } from './gemini-schema.js';
import { camelCased } from './protobuf-json.js';

test('types in small letters, what may be null, counts as numbers, at every depth', () => {
  const schema = {
    type: 'OBJECT',
    properties: {
      tags: { type: 'ARRAY', minItems: '2', items: { type: 'STRING', format: 'enum', enum: ['a', 'b'] } },
      note: { type: 'STRING', nullable: true },
      at: { type: 'STRING', format: 'date-time' },
      either: { anyOf: [{ type: 'INTEGER', format: 'int32' }, { type: 'BOOLEAN' }] },
    },
    required: ['tags'],
    propertyOrdering: ['note', 'tags'],
  };
  expect(fromGeminiSchema(schema)).toEqual({
    type: 'object',
    properties: {
      tags: { type: 'array', minItems: 2, items: { type: 'string', enum: ['a', 'b'] } },
      note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      at: { type: 'string', format: 'date-time' },
      either: { anyOf: [{ type: 'integer' }, { type: 'boolean' }] },
    },
    required: ['tags'],
  });
});

test('a schema that never ends is cut', () => {
  const endless: Record<string, unknown> = { type: 'ARRAY' };
  endless.items = endless;
  expect(() => JSON.stringify(fromGeminiSchema(endless))).not.toThrow();
});

test('fields by either of their names', () => {
  const value = { inner_field: 1 };
  expect(camelCased({ system_instruction: value, toolConfig: 2, a_b_c: 3 })).toEqual({
    systemInstruction: value,
    toolConfig: 2,
    aBC: 3,
  });
});
