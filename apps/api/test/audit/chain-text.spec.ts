import fc from 'fast-check';
import { adminVariables, runAdmin } from '../harness/admin-command.js';
import { newSecrets } from '../harness/server-process.js';
import { createTestDatabase } from '../harness/test-database.js';

/** Whatever PostgreSQL stores as text: no NUL, no lone surrogates. */
const text = fc.string({ unit: 'binary', maxLength: 40 }).map((given) => given.replaceAll('\0', '\u0001'));
const textOrNull = fc.option(text, { nil: null });
const json = fc
  .jsonValue({ maxDepth: 3 })
  .map((value) => JSON.stringify(value).replaceAll('\\u0000', '\\u0001'));
const detail = fc.option(json, { nil: null });
const entry = fc.record({
  tenant_id: textOrNull,
  actor_type: fc.constantFrom('account', 'token', 'anonymous', 'server'),
  actor_id: textOrNull,
  actor_name: textOrNull,
  action: text,
  outcome: fc.constantFrom('allowed', 'denied'),
  reason: textOrNull,
  key_id: textOrNull,
  key_version: fc.option(fc.integer(), { nil: null }),
  token_id: textOrNull,
  environment: textOrNull,
  effective_mode: textOrNull,
  source: textOrNull,
  requests: fc.array(fc.tuple(textOrNull, textOrNull), { minLength: 1, maxLength: 3 }),
});

test('what PostgreSQL hashes of any record is what the verification hashes', async () => {
  const database = await createTestDatabase();
  let appended = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(entry, detail), { minLength: 1, maxLength: 8 }), async (entries) => {
      const records = entries.map(([one, raw]) => `${JSON.stringify(one).slice(0, -1)},"detail":${raw}}`);
      await database.query('SELECT append_audit_records($1)', [`[${records.join()}]`]);
      appended += entries.reduce((sum, [{ requests }]) => sum + requests.length, 0);
    }),
    { numRuns: 300 },
  );
  const result = await runAdmin(['audit', 'verify'], adminVariables(database, newSecrets()));
  expect(result).toMatchObject({
    code: 0,
    stdout: `The record is intact: ${appended} records in 300 links.\n`,
  });
});
