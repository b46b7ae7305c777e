import { adminVariables, type CommandResult, runAdmin } from '../harness/admin-command.js';
import { listRecords, recordsOf } from '../harness/audit.js';
import type { AuditRecord } from '../harness/contract.js';
import { rawBytes } from '../harness/raw-request.js';
import { newDirectory, newFile } from '../harness/run.js';
import { newSecrets } from '../harness/server-process.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createToken, fetchValue, startWorkspace } from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace();
const variables = adminVariables(database, server.secrets);
const replica = await startServer({ database, secrets: server.secrets });
const key = await createKey(owner.api);
const { token } = await createToken(owner.api);
await owner.api.patch(`/api/keys/${key.id}/overrides`, { staging: 'live' });
await Promise.all(
  Array.from({ length: 200 }, (_, index) =>
    fetchValue((index % 2 === 0 ? server : replica).withToken(token), key.id),
  ),
);
const checkpointFile = `${newDirectory()}.json`;
await runAdmin(['audit', 'checkpoint', checkpointFile], variables);
for (let count = 0; count < 10; count += 1) await fetchValue(server.withToken(token), key.id);

const verify = (...options: readonly string[]): Promise<CommandResult> =>
  runAdmin(['audit', 'verify', ...options], variables);

/** Lets somebody with full access to the database at the record; takes it back afterwards. */
async function tamperedWith(statements: readonly string[], check: () => Promise<void>): Promise<void> {
  for (const table of ['audit_record', 'audit_link', 'audit_head']) {
    await database.query(`CREATE TABLE kept_${table} AS TABLE ${table}`);
  }
  try {
    for (const statement of statements) await database.query(statement);
    await check();
  } finally {
    for (const table of ['audit_record', 'audit_link', 'audit_head']) {
      await database.query(`DELETE FROM ${table}`);
      await database.query(`INSERT INTO ${table} SELECT * FROM kept_${table}`);
      await database.query(`DROP TABLE kept_${table}`);
    }
  }
}

/** What somebody can recompute who knows how the chain is made: everything from a link on. */
const SHARED_TEXT = `json_build_array(to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), tenant_id,
  actor_type, actor_id, actor_name, action, outcome, reason, key_id, key_version, token_id, environment,
  effective_mode, source, detail::text)::text`;
const REQUEST_TEXT = `format('[%s,%s]', coalesce(to_json(request_id)::text, 'null'), coalesce(to_json(ip)::text, 'null'))`;
const CHECKSUMS_RECOMPUTED = `UPDATE audit_record
  SET checksum = hashtextextended(${REQUEST_TEXT}, hashtextextended(${SHARED_TEXT}, 0) # seq)`;
const CHAIN_RECOMPUTED = `DO $$
  DECLARE
    link audit_link;
    before bytea := (SELECT installation FROM audit_head);
  BEGIN
    FOR link IN SELECT * FROM audit_link ORDER BY number LOOP
      link.previous_hash := before;
      SELECT count(*), sha256(convert_to(string_agg(text, '' ORDER BY seq), 'UTF8'))
        INTO link.records, link.records_hash
        FROM (SELECT seq, seq || ${REQUEST_TEXT} || CASE WHEN ${SHARED_TEXT} IS DISTINCT FROM
            lag(${SHARED_TEXT}) OVER (ORDER BY seq) THEN ${SHARED_TEXT} ELSE '' END AS text
          FROM audit_record WHERE seq BETWEEN link.first_seq AND link.last_seq) AS texts;
      link.hash := sha256(convert_to(json_build_array(link.number,
        to_char(link.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), link.first_seq, link.last_seq,
        link.records, encode(link.records_hash, 'hex'), encode(link.previous_hash, 'hex'))::text, 'UTF8'));
      UPDATE audit_link SET records = link.records, records_hash = link.records_hash,
        previous_hash = link.previous_hash, hash = link.hash WHERE number = link.number;
      before := link.hash;
    END LOOP;
    UPDATE audit_head SET hash = before;
  END $$`;
const CHAIN_REWRITTEN = [CHECKSUMS_RECOMPUTED, CHAIN_RECOMPUTED];

test('an untouched record is intact, beside running servers, and numbered without a gap', async () => {
  const result = await verify('--checkpoint', checkpointFile);
  expect(result).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/intact: \d+ records in \d+ links/),
  });
  const [row] = await database.query<{ dense: boolean; batched: boolean }>(
    `SELECT max(seq) = count(*) AND count(DISTINCT seq) = count(*) AS dense,
       (SELECT count(*) FROM audit_link) < count(*) AS batched FROM audit_record`,
  );
  expect(row).toEqual({ dense: true, batched: true });
});

test.each<[string, string, RegExp]>([
  ['an edited outcome', `UPDATE audit_record SET outcome = 'denied' WHERE seq = 7`, /^record 7: changed$/m],
  [
    'an edited time',
    `UPDATE audit_record SET at = at + interval '1 ms' WHERE seq = 7`,
    /^record 7: changed$/m,
  ],
  ['another tenant', `UPDATE audit_record SET tenant_id = NULL WHERE seq = 7`, /^record 7: changed$/m],
  ['another address', `UPDATE audit_record SET ip = '10.0.0.1' WHERE seq = 7`, /^record 7: changed$/m],
  ['another detail', `UPDATE audit_record SET detail = '{"a": 1}' WHERE seq = 7`, /^record 7: changed$/m],
  ['a deleted record', 'DELETE FROM audit_record WHERE seq = 7', /^record 7: missing$/m],
  [
    'an inserted record',
    `INSERT INTO audit_record SELECT (jsonb_populate_record(one, '{"request_id": "req_x"}')).* FROM audit_record AS one WHERE seq = 7`,
    /^record 7: (changed|is there more than once)$/m,
  ],
  [
    'a record behind the last one',
    `INSERT INTO audit_record SELECT (jsonb_populate_record(one, '{"seq": 100000}')).* FROM audit_record AS one WHERE seq = 7`,
    /^record 100000: inserted$/m,
  ],
  [
    'two records in each other’s place',
    'UPDATE audit_record SET seq = 13 - seq WHERE seq IN (6, 7)',
    /^record 6: changed\nrecord 7: changed$/m,
  ],
  ['a deleted link', 'DELETE FROM audit_link WHERE number = 3', /^links 3 to 3: missing$/m],
  ['an edited link', 'UPDATE audit_link SET records = 2 WHERE number = 3', /^link 3: changed$/m],
  [
    'the record’s end cut off',
    'DELETE FROM audit_link WHERE number > 9; DELETE FROM audit_record WHERE seq > (SELECT max(last_seq) FROM audit_link)',
    /^the end: the chain ends at link 9, its head says link \d+$/m,
  ],
  ['nothing left', 'DELETE FROM audit_link; DELETE FROM audit_record', /^the end: the chain ends at link 0/m],
])('finds %s and names the place', async (_, statement, finding) => {
  await tamperedWith([statement], async () => {
    const { code, stdout } = await verify();
    expect(stdout).toMatch(finding);
    expect(code).toBe(1);
  });
});

test('finds a record that was edited with its checksum', async () => {
  await tamperedWith(
    [`UPDATE audit_record SET outcome = 'denied' WHERE seq = 7`, CHECKSUMS_RECOMPUTED],
    async () => {
      expect((await verify()).stdout).toMatch(/^link \d+, records \d+ to \d+: changed with its checksum$/m);
    },
  );
});

test.each<[string, readonly string[], RegExp]>([
  [
    'a chain that was rewritten as a whole',
    [`UPDATE audit_record SET outcome = 'denied' WHERE seq = 7`, ...CHAIN_REWRITTEN],
    /^the whole up to link \d+: not what the checkpoint saw$/m,
  ],
  [
    'an end that was cut off with the head',
    [
      'DELETE FROM audit_link WHERE number > 9; DELETE FROM audit_record WHERE seq > (SELECT max(last_seq) FROM audit_link)',
      `UPDATE audit_head SET (number, last_seq, hash) =
         (SELECT number, last_seq, hash FROM audit_link ORDER BY number DESC LIMIT 1)`,
    ],
    /^the end: the checkpoint saw link \d+, the chain ends at link 9$/m,
  ],
  [
    'the chain of another installation',
    [`UPDATE audit_head SET installation = sha256('x')`, ...CHAIN_REWRITTEN],
    /^the whole: this is not the chain that the checkpoint is of$/m,
  ],
])('only a checkpoint shows %s', async (_, statements, finding) => {
  await tamperedWith(statements, async () => {
    expect(await verify()).toMatchObject({ code: 0 });
    const held = await verify('--checkpoint', checkpointFile);
    expect(held.stdout).toMatch(finding);
    expect(held.code).toBe(1);
  });
  expect(await verify('--checkpoint', checkpointFile)).toMatchObject({ code: 0 });
});

test('a checkpoint that was edited or signed by others does not count', async () => {
  const { readFileSync } = await import('node:fs');
  const checkpoint = JSON.parse(readFileSync(checkpointFile, 'utf8')) as Record<string, unknown>;
  const edited = newFile(JSON.stringify({ ...checkpoint, link: '1' }));
  for (const file of [edited, newFile('{}'), newFile(''), '/no/such/file']) {
    expect(await verify('--checkpoint', file)).toMatchObject({ code: 1, stdout: '' });
  }
  const stranger = adminVariables(database, newSecrets());
  const result = await runAdmin(['audit', 'verify', '--checkpoint', checkpointFile], stranger);
  expect(result).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('master key') });
});

test('control characters and escape codes stay within one record', async () => {
  const planted = 'x\u001b[31m\r\n{"seq":1}';
  await owner.api.post('/api/keys', { name: planted.slice(0, 4), llmType: 'openai', value: 'sk-proj-12345' });
  const denied = await server
    .withToken(token)
    .get(`/external/keys/${encodeURIComponent(planted)}/value?env=production`);
  expect(await recordsOf(owner.api, denied)).toHaveLength(1);
  for (const text of ['x\u001b[31m', 'x\r\n\t{"seq":1}', 'x\r{"seq":1}', 'x\n{"seq":1}']) {
    const [before] = await listRecords(owner.api, '?limit=1');
    const names = ['User-Agent', 'X-Forwarded-For', 'X-Request-Id', 'Referer'];
    const head = [
      `GET /external/keys/${key.id}/value HTTP/1.1`,
      'Host: x',
      `Authorization: Bearer ${token}`,
      ...names.map((name) => `${name}: ${text}`),
      'Connection: close',
    ];
    const answer = await rawBytes(server.origin, `${head.join('\r\n')}\r\n\r\n`);
    // Most of it is no HTTP: what is refused for that is nobody's request.
    expect(answer).toMatch(/^HTTP\/1\.1 (200|400) /);
    const [after] = await listRecords(owner.api, '?limit=1');
    expect((after?.seq ?? 0) - (before?.seq ?? 0)).toBe(/^HTTP\/1\.1 200/.test(answer) ? 1 : 0);
  }
  const { text } = await owner.api.get('/api/audit/export?format=jsonl');
  const lines = text.trimEnd().split('\n');
  const numbers = lines.map((line) => (JSON.parse(line) as AuditRecord).seq);
  expect(new Set(numbers).size).toBe(lines.length);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f]/);
  const result = await verify();
  expect(result).toMatchObject({ code: 0 });
  expect(result.stdout).not.toContain('\u001b');
});

test('is intact after kill -9 under load', async () => {
  const doomed = await startServer({ database, secrets: server.secrets });
  const received: string[] = [];
  const reads = Array.from({ length: 32 }, async () => {
    for (;;) {
      const answer = await fetchValue(doomed.withToken(token), key.id).catch(() => null);
      if (answer === null) return;
      if (answer.status === 200) received.push(answer.headers.get('x-request-id') ?? '');
    }
  });
  while (received.length < 300) await new Promise((resolve) => setTimeout(resolve, 10));
  await doomed.process.kill();
  await Promise.all(reads);
  expect(await verify('--checkpoint', checkpointFile)).toMatchObject({ code: 0 });
  const rows = await database.query(
    `SELECT FROM unnest($1::text[]) AS id WHERE NOT EXISTS (SELECT FROM audit_record WHERE request_id = id)`,
    [received],
  );
  expect(rows).toEqual([]);
});
