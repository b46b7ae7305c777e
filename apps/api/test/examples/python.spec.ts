import { ENVIRONMENT_WORDS, parseEnvironment } from '@ibyok/mode-resolution';
import { freePort } from '../harness/free-port.js';
import { listen } from '../harness/listen.js';
import { startMachine, type Variables } from '../harness/machine.js';
import { createKey, createToken, NEVER_MADE_TOKEN, startWorkspace } from '../harness/workspace.js';
import { copyExample } from './example-files.js';

const { server, owner } = await startWorkspace({ env: { NODE_ENV: 'production' } });
const openai = await createKey(owner.api, { slug: 'openai' });
const { token } = await createToken(owner.api);
const machine = await startMachine({ packages: false });
const directory = copyExample('python');
const variables: Variables = { IBYOK_API: server.origin, IBYOK_ACCESS_TOKEN: token };

/** Runs Python on a program, with all of its warnings as errors. */
const python = (program: readonly string[], given: Variables = {}) =>
  machine.run(['python3', '-W', 'error', ...program], directory, { ...variables, ...given });

/** Fetches a key, and says what came of it as JSON. */
async function fetchKey(words: string, given: Variables = {}) {
  const { stdout, stderr } = await python(
    [
      '-c',
      `import dataclasses, json, ibyok
try:
    key = ibyok.key(${words})
    print(json.dumps({**dataclasses.asdict(key), "printed": repr(key)}))
except ibyok.IbyokError as error:
    print(json.dumps({"code": error.code, "status": error.status, "after": error.retry_after, "detail": str(error)}))`,
    ],
    given,
  );
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test('a mock comes with its address and the reason, and its value is not printed', async () => {
  const key = await fetchKey('"openai", environment="stage"');
  expect(key).toMatchObject({
    key_id: openai.id,
    llm_type: 'openai',
    value: expect.stringMatching(/^sk-mock-openai-/),
    base_url: `${server.origin}/mock/openai/v1`,
    mode_info: { environment: 'staging', effective_mode: 'mock', source: 'tenant_setting' },
  });
  expect(key.printed).not.toContain(key.value);
});

test.each<[string, Variables, string]>([
  ['', {}, 'production'],
  ['', { NODE_ENV: 'ci' }, 'production'],
  ['', { NODE_ENV: 'test' }, 'development'],
  ['', { NODE_ENV: 'test', IBYOK_ENV: 'stage' }, 'staging'],
  [', environment="prod"', { NODE_ENV: 'test', IBYOK_ENV: 'stage' }, 'production'],
])('with "%s" and %j it asks for %s', async (words, given, environment) => {
  const key = await fetchKey(`"openai"${words}`, given);
  expect(key.mode_info.environment).toBe(environment);
  if (environment === 'production') expect(key.value).toBe(openai.value);
});

test.each<[string, string, Variables, object]>([
  ['an unknown key', '"no/such"', {}, { code: 'key_not_found', status: 404 }],
  ['no token', '"openai"', { IBYOK_ACCESS_TOKEN: '' }, { code: 'access_token_invalid', status: null }],
  [
    'a token with a line in it',
    '"openai"',
    { IBYOK_ACCESS_TOKEN: 'ibyok_a\nb' },
    { code: 'access_token_invalid' },
  ],
  ['an address of another kind', '"openai"', { IBYOK_API: 'file:///etc/passwd' }, { code: 'api_invalid' }],
  ['an unknown environment', '"openai"', { IBYOK_ENV: 'moon' }, { code: 'environment_invalid' }],
  [
    'an unreachable server',
    '"openai", retries=1',
    { IBYOK_API: `http://127.0.0.1:${await freePort()}` },
    { code: 'server_unreachable', status: null },
  ],
  ['an answer of another server', '"openai"', { IBYOK_API: `${server.origin}/health` }, { status: 404 }],
])('%s is an error that says what to do', async (_, words, given, expected) => {
  const error = await fetchKey(words, given);
  expect(error).toMatchObject(expected);
  expect(error.detail).toMatch(/./);
  expect(JSON.stringify(error)).not.toContain(token);
});

test('a revoked token is refused, and not tried again', async () => {
  const revoked = await createToken(owner.api);
  await owner.api.delete(`/api/tokens/${revoked.id}`);
  expect(await fetchKey('"openai"', { IBYOK_ACCESS_TOKEN: revoked.token })).toMatchObject({ status: 401 });
});

/** What stands before the server and refuses the first requests of each path. */
async function refuseFirst(answers: readonly [number, Record<string, string>][]) {
  const asked: number[] = [];
  const origin = await listen(async (request, response) => {
    asked.push(Date.now());
    const [status, headers] = answers[asked.length - 1] ?? [];
    if (status !== undefined) return response.writeHead(status, headers).end('busy');
    const { authorization = '' } = request.headers;
    const answer = await fetch(`${server.origin}${request.url}`, { headers: { authorization } });
    return response.writeHead(answer.status).end(await answer.text());
  });
  return { asked, origin };
}

test('its words for environments are the server’s', async () => {
  const { stdout } = await python(['-c', 'import json, ibyok; print(json.dumps(ibyok.ENVIRONMENTS))']);
  expect(JSON.parse(stdout)).toEqual(
    Object.fromEntries(ENVIRONMENT_WORDS.map((word) => [word, parseEnvironment(word)])),
  );
});

/** A server of somebody's own, with one answer. */
function answering(status: number, body: object, headers: Record<string, string> = {}): Promise<string> {
  return listen((_, response) => response.writeHead(status, headers).end(JSON.stringify(body)));
}

test('a refusal that repeats the token is told without it, in one line', async () => {
  const detail = `You sent\n\u001b[2J${token}`;
  const IBYOK_API = await answering(400, { code: `c_${token}`, detail }, { 'x-request-id': token });
  const error = await fetchKey('"openai"', { IBYOK_API });
  expect(error).toMatchObject({ status: 400, detail: expect.stringContaining('[secret]') });
  expect(JSON.stringify(error)).not.toContain(token);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  expect(error.detail).not.toMatch(/[\u0000-\u001f]/);
});

const modeInfo = { environment: 'staging', effectiveMode: 'mock', source: 'tenant_setting' };
const answer = { keyId: 'key_1', name: 'n', llmType: 'openai', value: 'v', modeInfo };
test.each<[string, object]>([
  ['no value', { ...answer, value: '' }],
  ['a number for a value', { ...answer, value: 7 }],
  ['an unknown mode', { ...answer, modeInfo: { ...modeInfo, effectiveMode: 'LIVE' } }],
  ['an unknown environment', { ...answer, modeInfo: { ...modeInfo, environment: 'moon' } }],
  ['a list', []],
])('an answer with %s is none', async (_, body) => {
  const IBYOK_API = await answering(200, body);
  expect(await fetchKey('"openai"', { IBYOK_API })).toMatchObject({ code: 'unexpected_answer', status: 200 });
});

test('it tries again, never before Retry-After', async () => {
  const { asked, origin } = await refuseFirst([
    [429, { 'retry-after': '1' }],
    [503, {}],
  ]);
  expect(await fetchKey('"openai", environment="dev"', { IBYOK_API: origin })).toMatchObject({
    llm_type: 'openai',
  });
  expect(asked).toHaveLength(3);
  const [first = 0, second = 0] = asked;
  expect(second - first).toBeGreaterThanOrEqual(1_000);
});

test('where it would have to wait too long it fails at once, and an odd answer is one', async () => {
  const date = new Date(Date.now() + 3_600_000).toUTCString();
  const busy = await refuseFirst([[429, { 'retry-after': date }]]);
  const refused = await fetchKey('"openai"', { IBYOK_API: busy.origin });
  expect(refused).toMatchObject({ status: 429, code: 'unexpected_answer' });
  expect([busy.asked.length, refused.after > 3_500]).toEqual([1, true]);

  const elsewhere = await refuseFirst([[302, { location: `${server.origin}/external/keys/openai/value` }]]);
  expect(await fetchKey('"openai"', { IBYOK_API: elsewhere.origin })).toMatchObject({ status: 302 });
  const other = await refuseFirst([[200, {}]]);
  expect(await fetchKey('"openai"', { IBYOK_API: other.origin })).toMatchObject({
    code: 'unexpected_answer',
  });
});

test('the example asks the mock; a live key stays unused; what fails is one line and exit code 1', async () => {
  expect(await python(['example.py'], { IBYOK_ENV: 'staging' })).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^This is a mock answer from IBYOK.*hello/),
    stderr: '',
  });
  expect(await python(['example.py'])).toEqual({
    code: 0,
    stdout: 'live in production: nothing is asked\n',
    stderr: '',
  });
  const { code, stdout, stderr } = await python(['example.py'], { IBYOK_ACCESS_TOKEN: NEVER_MADE_TOKEN });
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^[a-z_]+: .+\n$/);
});

test('its syntax is Python 3.9’s, and it imports the standard library alone', async () => {
  const { stdout } = await python([
    '-c',
    `import ast, sys
for file in ("ibyok.py", "example.py"):
    tree = ast.parse(open(file).read(), feature_version=(3, 9))
    for node in ast.walk(tree):
        names = [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names] if isinstance(node, ast.Import) else []
        print("".join(f"{n} " for n in names if n.split(".")[0] not in sys.stdlib_module_names | {"ibyok"}), end="")`,
  ]);
  expect(stdout).toBe('');
});

test('a server that refuses too much says when to come back', async () => {
  await Promise.all(
    Array.from({ length: 110 }, () => server.withToken(NEVER_MADE_TOKEN).get('/external/keys/openai/value')),
  );
  const refused = await fetchKey('"openai", total_timeout=0.5', { IBYOK_ACCESS_TOKEN: NEVER_MADE_TOKEN });
  expect(refused).toMatchObject({ status: 429, after: expect.any(Number) });
});
