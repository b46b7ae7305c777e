import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { onCleanup } from '../../api/test/harness/cleanup.js';
import { unique } from '../../api/test/harness/workspace.js';
import { runCli, scratchDirectory, type Variables } from './run-cli.js';

const me = {
  ...{
    tokenId: 'tok_1',
    name: 'CI',
    tenantId: 'ten_1',
    tenantName: 'Acme',
    scopes: ['keys:read', 'keys:write'],
  },
  ...{
    environments: ['development'],
    keyIds: null,
    expiresAt: '2099-01-01T00:00:00.000Z',
    environment: 'development',
  },
};
const modeInfo = { environment: 'development', effectiveMode: 'mock', source: 'tenant_setting' };
const existing = { keyId: 'key_1', slug: 'groq', name: 'Groq', llmType: 'groq', modeInfo };

/** What was asked of a stand-in for a server; it can be told to refuse what is stored after some. */
const asked: { method: string; url: string; body: { name?: string; llmType?: string; value?: string } }[] =
  [];
let storesBeforeRefusal = 99;

const stand = createServer(async (request, response) => {
  const body = await bodyOf(request);
  const { method = '', url = '' } = request;
  if (method === 'POST') asked.push({ method, url, body });
  const answer = (status: number, content: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
  if (url === '/external/whoami') return answer(200, me);
  if (method === 'GET' && url.startsWith('/external/keys'))
    return answer(200, { items: [existing], nextCursor: null });
  if (url === '/external/keys/nowhere/versions')
    return answer(404, { code: 'key_not_found', detail: 'There is no such key.' });
  if (url.endsWith('/versions')) return answer(201, { keyId: 'key_1', version: 2 });
  storesBeforeRefusal -= 1;
  if (storesBeforeRefusal < 0)
    return answer(403, { code: 'scope_missing', detail: `It may not. ${body.value}` });
  const { name = '', llmType = '' } = body;
  return answer(201, { keyId: 'key_9', slug: llmType, name, llmType, last4: 'aaaa', version: 1 });
});
await new Promise<void>((resolve) => stand.listen(0, '127.0.0.1', resolve));
onCleanup(() => new Promise((resolve) => stand.close(resolve).closeAllConnections()));
const address = stand.address();
const good: Variables = {
  IBYOK_API: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
  IBYOK_ACCESS_TOKEN: 'ibyok_0123456789abcdefghijklmnopqrstuv',
};
const OPENAI = `sk-proj-${'a'.repeat(48)}`;

beforeEach(() => {
  asked.length = 0;
  storesBeforeRefusal = 99;
});

function dotenv(text: string): string {
  const path = join(scratchDirectory(), '.env');
  writeFileSync(path, text);
  return path;
}

test('whoami says what the token is', async () => {
  const { code, stdout } = await runCli(['whoami'], good);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^token +CI \(tok_1\)\nworkspace +Acme \(ten_1\)\nscopes +keys:read, keys:write\n/);
  expect(JSON.parse((await runCli(['whoami', '--json'], good)).stdout)).toEqual(me);
});

test('rotate takes the value from standard input alone, without its line end', async () => {
  const value = unique('sk-');
  const { code, stdout, stderr } = await runCli(['rotate', 'groq'], good, `${value}\n`);
  expect([code, stdout, stderr]).toEqual([0, 'groq has version 2 now.\n', '']);
  expect(asked).toEqual([{ method: 'POST', url: '/external/keys/groq/versions', body: { value } }]);
});

test.each([
  ['', 2, /There is no value: pipe it/],
  ['\n', 2, /There is no value/],
  ['sk-mock-openai-0123456789ab', 2, /The value is a mock/],
  ['x'.repeat(17_000), 2, /too long/],
  ['x'.repeat(70_000), 2, /too long/],
])('rotate sends no value such as %j', async (input, expected, said) => {
  const { code, stderr } = await runCli(['rotate', 'groq'], good, input);
  expect([code, asked]).toEqual([expected, []]);
  expect(stderr).toMatch(said);
});

test('rotate names a key that is not there', async () => {
  expect(await runCli(['rotate', 'nowhere'], good, 'sk-x')).toMatchObject({
    code: 5,
    stderr: expect.stringContaining('no key nowhere'),
  });
});

test('import shows what it recognises, and stores nothing unless told to', async () => {
  const path = dotenv(`OPENAI_API_KEY=${OPENAI}\nDATABASE_URL=postgres://secret\n`);
  const { code, stdout, stderr } = await runCli(['import', path], good);
  expect([code, stdout, asked]).toEqual([2, '', []]);
  expect(stderr).toMatch(/OPENAI_API_KEY +OpenAI +OpenAI +…aaaa/);
  expect(stderr).toContain('DATABASE_URL is left out: no provider’s key');
  expect(stderr).toContain('say --yes');
  expect(stderr).not.toMatch(/sk-proj|postgres:/);
  expect(await runCli(['import', path, '--dry-run'], good)).toMatchObject({ code: 0 });
  expect(asked).toEqual([]);
});

test('import stores what it recognised, from a file or standard input', async () => {
  const { code, stdout, stderr } = await runCli(
    ['import', dotenv(`OPENAI_API_KEY=${OPENAI}`), '--yes'],
    good,
  );
  expect([code, stdout]).toEqual([0, 'OPENAI_API_KEY is stored as openai (OpenAI).\n']);
  expect(asked.map(({ body }) => body)).toEqual([{ name: 'OpenAI', llmType: 'openai', value: OPENAI }]);
  expect(stdout + stderr).not.toContain(OPENAI);
  const piped = await runCli(['import', '-', '--yes', '--json'], good, `CO_API_KEY=${unique('co')}`);
  expect(JSON.parse(piped.stdout)).toMatchObject([
    { variable: 'CO_API_KEY', keyId: 'key_9', llmType: 'cohere' },
  ]);
});

test.each([
  ['OPENAI_API_KEY=a\nOPENAI_API_KEY=b', 2, /OPENAI_API_KEY is there twice/],
  [`OPENAI_API_KEY=${OPENAI}\nwhat is that`, 2, /line 2 is no variable/],
  [`OPENAI_API_KEY=${OPENAI}\nGROQ_API_KEY=gsk_x`, 2, /GROQ_API_KEY would be Groq, which is there already/],
  ['DATABASE_URL=x', 2, /There is no provider’s key in it/],
])('import stores nothing of %j', async (text, expected, said) => {
  const { code, stderr } = await runCli(['import', dotenv(text), '--yes'], good);
  expect([code, asked]).toEqual([expected, []]);
  expect(stderr).toMatch(said);
  expect(stderr).not.toContain(OPENAI);
});

test('import without its file says so', async () => {
  expect(await runCli(['import', '/nowhere/.env'], good)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('cannot be read'),
  });
});

test('where the server refuses in the middle, it is said what is stored, and no value', async () => {
  storesBeforeRefusal = 1;
  const path = dotenv(`OPENAI_API_KEY=${OPENAI}\nCO_API_KEY=cohere-secret`);
  const { code, stdout, stderr } = await runCli(['import', path, '--yes'], good);
  expect([code, stdout]).toEqual([4, '']);
  expect(stderr).toMatch(/CO_API_KEY was not stored: .*Stored: openai\.\n$/);
  expect(stderr).not.toContain('cohere-secret');
});

async function bodyOf(request: IncomingMessage) {
  let text = '';
  for await (const part of request) text += part;
  return text === '' ? {} : JSON.parse(text);
}
