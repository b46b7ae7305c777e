import { listRecords } from '../../api/test/harness/audit.js';
import {
  createKey,
  createToken,
  fetchValue,
  startWorkspace,
  unique,
} from '../../api/test/harness/workspace.js';
import { runCli, type Variables } from './run-cli.js';

const { server, owner } = await startWorkspace();
const writer = await createToken(owner.api, { name: 'CI', scopes: ['keys:read', 'keys:write'] });
const reader = await createToken(owner.api, { scopes: ['keys:read'] });
const variablesOf = ({ token }: { token: string }): Variables => ({
  ...{ IBYOK_API: server.origin, IBYOK_ACCESS_TOKEN: token },
});

test('whoami says what the server knows of the token', async () => {
  const { code, stdout } = await runCli(['whoami', '--json'], variablesOf(writer));
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    ...{ tokenId: writer.id, name: 'CI', tenantName: 'Acme', keyIds: null, environment: 'development' },
    scopes: expect.arrayContaining(['keys:read', 'keys:write']),
  });
  expect((await runCli(['whoami'], variablesOf(writer))).stdout).toMatch(/^token +CI /);
});

test('doctor knows the token by its name', async () => {
  const { code, stdout } = await runCli(['doctor'], variablesOf(writer));
  expect(stdout).toMatch(/token +The access token CI is valid for \d+ more days\./);
  // There is no key yet.
  expect([code, /warning +environment/.test(stdout)]).toEqual([0, true]);
});

test('import stores a key that an application then reads', async () => {
  const value = `sk-proj-${unique('').padEnd(48, 'a')}`;
  const { code, stdout, stderr } = await runCli(
    ['import', '-', '--yes', '--json'],
    variablesOf(writer),
    `OPENAI_API_KEY=${value}\n`,
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [stored] = JSON.parse(stdout);
  expect(stored).toMatchObject({ variable: 'OPENAI_API_KEY', llmType: 'openai', name: 'OpenAI', version: 1 });
  const answer = await fetchValue(server.withToken(reader.token), stored.slug, 'production');
  expect(answer.body.value).toBe(value);
  const again = await runCli(['import', '-', '--yes'], variablesOf(writer), `OPENAI_API_KEY=${value}\n`);
  expect(again).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('which is there already'),
  });
});

test('import knows what is there in whichever environment the token may read', async () => {
  const groq = await createKey(owner.api, { name: 'Groq', llmType: 'groq' });
  const scopes = ['keys:read', 'keys:write'];
  const elsewhere = await createToken(owner.api, { scopes, environments: ['production'] });
  const file = `CO_API_KEY=${unique('co')}\nGROQ_API_KEY=${unique('gsk_')}\n`;
  const { code, stderr } = await runCli(['import', '-', '--yes'], variablesOf(elsewhere), file);
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('Nothing was stored: GROQ_API_KEY would be Groq'),
  ]);
  const onlyWriting = await createToken(owner.api, { scopes: ['keys:write'] });
  const stored = await runCli(
    ['import', '-', '--yes'],
    variablesOf(onlyWriting),
    `CO_API_KEY=${unique('co')}`,
  );
  expect(stored).toMatchObject({ code: 0, stdout: 'CO_API_KEY is stored as cohere (Cohere).\n' });
  await owner.api.delete(`/api/keys/${groq.id}`);
});

test('rotate gives a key a new value, and it is on record', async () => {
  const key = await createKey(owner.api);
  const value = unique('sk-proj-');
  const { code, stdout } = await runCli(['rotate', key.slug], variablesOf(writer), `${value}\n`);
  expect([code, stdout]).toEqual([0, `${key.slug} has version 2 now.\n`]);
  expect((await fetchValue(server.withToken(reader.token), key.id, 'production')).body.value).toBe(value);
  const records = await listRecords(owner.api, `?action=key.rotated&keyId=${key.id}`);
  expect(records).toMatchObject([{ outcome: 'allowed', actor: { id: writer.id } }]);
});

test('a token without the scope changes nothing, and is told', async () => {
  const key = await createKey(owner.api);
  const value = unique('sk-proj-');
  const rotated = await runCli(['rotate', key.slug], variablesOf(reader), value);
  const imported = await runCli(['import', '-', '--yes'], variablesOf(reader), `GROQ_API_KEY=${value}`);
  for (const { code, stdout, stderr } of [rotated, imported]) {
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toMatch(/^ibyok: .*scope/m);
    expect(stderr).not.toContain(value);
  }
  expect((await fetchValue(server.withToken(reader.token), key.id, 'production')).body.value).toBe(key.value);
});
