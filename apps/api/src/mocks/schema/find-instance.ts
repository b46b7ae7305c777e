import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type GenerateOptions, generateSync } from 'json-schema-faker';
import type { JsonSchema } from '../answer/conversation.js';
import { withBothBounds } from './both-bounds.js';
import { inNewestDraft } from './newest-draft.js';

/** Tried in order: everything named first, then shorter and shallower for schemas that refer to themselves. */
const ATTEMPTS: readonly GenerateOptions[] = [
  { alwaysFakeOptionals: true, maxItems: 3 },
  { alwaysFakeOptionals: true, maxItems: 1, refDepthMax: 1 },
  { alwaysFakeOptionals: true, maxItems: 0, refDepthMax: 1 },
  { optionalsProbability: 0, maxItems: 0, refDepthMax: 1 },
  { optionalsProbability: 0 },
];

/** Formats that the generator does not know, or gets wrong. */
const FORMATS: NonNullable<GenerateOptions['formats']> = {
  byte: () => 'bW9jaw==',
  duration: (random) => `PT${random.int(1, 59)}M`,
  url: (random) => `https://example.com/${random.int(1, 999)}`,
};

/**
 * A value that satisfies a schema, the same for the same seed. Throws where none of a few attempts does. Takes
 * as long as the schema makes it: call it where it can be ended.
 */
export function findInstance(schema: JsonSchema, seed: number): unknown {
  const bare = inNewestDraft(withoutMeta(schema));
  // It runs once: to make it faster costs seconds where there are a thousand properties.
  const code = { optimize: false };
  const ajv = new Ajv2020({ strict: false, validateFormats: true, logger: false, code });
  addFormats.default(ajv);
  const satisfies = ajv.compile(bare as object | boolean);
  const generated = withBothBounds(bare);
  for (const options of ATTEMPTS) {
    const instance = generateSync(generated, { ...options, formats: FORMATS, seed });
    if (satisfies(instance)) return instance;
  }
  throw new Error('nothing that was tried satisfies the schema');
}

/**
 * Without names that ajv would resolve against one another; what a reference means inside stays. And without `$async`,
 * at which ajv would answer with a promise, whatever the value.
 */
function withoutMeta(schema: JsonSchema): JsonSchema {
  if (typeof schema === 'boolean') return schema;
  const { $schema: _dialect, $id: _id, $async: _async, ...rest } = schema;
  return rest;
}
