import { inNewestDraft } from './newest-draft.js';

test('tuples and exclusive bounds, at every depth', () => {
  const old = {
    definitions: { pair: { items: [{ type: 'string' }, { exclusiveMaximum: true, maximum: 3 }] } },
    properties: {
      items: { items: [], additionalItems: { type: 'null' } },
      far: { exclusiveMinimum: false, minimum: 1, exclusiveMaximum: 9 },
    },
  };
  expect(inNewestDraft(old)).toEqual({
    definitions: { pair: { prefixItems: [{ type: 'string' }, { exclusiveMaximum: 3 }] } },
    properties: { items: { items: { type: 'null' } }, far: { minimum: 1, exclusiveMaximum: 9 } },
  });
});

test.each([
  true,
  { items: { type: 'string' }, exclusiveMinimum: 1 },
  { enum: [{ items: ['a'] }], default: { items: [1], exclusiveMinimum: true } },
])('what is new already, and values, stay: %j', (schema) => {
  expect(inNewestDraft(schema)).toEqual(schema);
});
