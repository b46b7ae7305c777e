import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { freePort } from '../../api/test/harness/free-port.js';
import { listen } from '../../api/test/harness/listen.js';
import {
  createKey,
  createToken,
  NEVER_MADE_TOKEN,
  startWorkspace,
} from '../../api/test/harness/workspace.js';
import { CLI, runCli, type Variables } from './run-cli.js';

const { server, owner } = await startWorkspace();
const openai = await createKey(owner.api, {
  slug: 'openai',
  llmType: 'openai',
  name: 'OpenAI \u202e Production',
});
await createKey(owner.api, { slug: 'groq', llmType: 'groq' });
const { token } = await createToken(owner.api);
const good: Variables = { IBYOK_API: server.origin, IBYOK_ACCESS_TOKEN: token };

test('get prints the value alone, or all of the answer', async () => {
  expect(await runCli(['get', 'openai', '--env', 'production'], good)).toEqual({
    code: 0,
    stdout: `${openai.value}\n`,
    stderr: '',
  });
  const { stdout } = await runCli(['get', openai.id, '--json'], good);
  expect(JSON.parse(stdout)).toMatchObject({
    keyId: openai.id,
    value: expect.stringMatching(/^sk-mock/),
    modeInfo: { effectiveMode: 'mock' },
  });
});

test('mode tells the decision as a story', async () => {
  await owner.api.patch(`/api/keys/${openai.id}/overrides`, { staging: 'live' });
  const { code, stdout } = await runCli(['mode', 'openai', '-e', 'stage'], good);
  expect(code).toBe(0);
  expect(stdout).toBe(
    'openai is live in staging.\n' +
      '  1. The guardrail STAGING_MODE_FORCED is not set, or not for this environment.\n' +
      '  2. The guardrail PROD_MOCK_ALLOWED is not set, or not for this environment.\n' +
      '  3. The key overrides this environment: live. This decides: live.\n' +
      '  4. The environment default is mock.\n',
  );
  expect(JSON.parse((await runCli(['mode', 'openai', '--json'], good)).stdout).trace.length).toBe(4);
});

test('keys are listed as a table that is plain in a pipe', async () => {
  const { stdout } = await runCli(['keys'], good);
  const lines = stdout.trimEnd().split('\n');
  expect(lines[0]).toMatch(/^KEY +PROVIDER +ENVIRONMENT +MODE +DECIDED BY +NAME$/);
  expect(
    lines
      .slice(1)
      .map((line) => line.split(/ +/).slice(0, 4))
      .sort(),
  ).toEqual([
    ['groq', 'groq', 'development', 'mock'],
    ['openai', 'openai', 'development', 'mock'],
  ]);
  for (const moving of ['\u001b', '\u202e']) expect(stdout).not.toContain(moving);
  expect(JSON.parse((await runCli(['keys', '--json'], good)).stdout)).toHaveLength(2);
});

test('doctor finds nothing wrong where nothing is', async () => {
  const { code, stdout } = await runCli(['doctor', '--json'], good);
  expect(code).toBe(0);
  const checks: { name: string; state: string }[] = JSON.parse(stdout);
  expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual(
    ['settings', 'reachable', 'health', 'clock', 'token', 'environment'].map((name) => `${name} ok`),
  );
});

test.each<[string, Variables, number, RegExp]>([
  [
    'settings',
    { ...good, IBYOK_ACCESS_TOKEN: undefined },
    2,
    /failed +settings +IBYOK_ACCESS_TOKEN is not set: create/,
  ],
  [
    'reachable',
    { ...good, IBYOK_API: `http://localhost:${await freePort()}` },
    3,
    /failed +reachable .*ECONNREFUSED.*look/,
  ],
  ['token', { ...good, IBYOK_ACCESS_TOKEN: NEVER_MADE_TOKEN }, 4, /failed +token .*set IBYOK_ACCESS_TOKEN/],
  [
    'environment',
    { ...good, IBYOK_ACCESS_TOKEN: (await createToken(owner.api, { environments: ['production'] })).token },
    4,
    /failed +environment/,
  ],
])('doctor finds what is wrong with %s, and says what to do', async (_, variables, expected, said) => {
  const { code, stdout } = await runCli(['doctor'], variables);
  expect(code).toBe(expected);
  expect(stdout).toMatch(said);
  expect(stdout).not.toMatch(/ibyok_\w/);
});

test('an address may have a path and spaces around it, for doctor as for the others', async () => {
  const asked: string[] = [];
  const proxy = await listen(async ({ url = '', headers }, response) => {
    const { authorization = '' } = headers;
    asked.push(url);
    const path = url.replace(/^\/vault/, '');
    const answer = await fetch(`${url === path ? `${server.origin}/nowhere` : server.origin}${path}`, {
      headers: { authorization },
    });
    response.writeHead(answer.status, { date: answer.headers.get('date') ?? '' }).end(await answer.text());
  });
  const variables = { ...good, IBYOK_API: ` ${proxy}/vault// ` };
  expect(await runCli(['get', 'openai'], variables)).toMatchObject({ code: 0, stderr: '' });
  expect(await runCli(['doctor'], variables)).toMatchObject({
    code: 0,
    stdout: expect.not.stringMatching(/warning|failed/),
  });
  expect(asked).toEqual(expect.arrayContaining(['/vault/health/live', '/vault/health/ready']));
});

test('a reader that stops reading is no failure; a full disk is one, in one line', async () => {
  const script = (redirection: string) => [
    '-c',
    `"$0" "$1" get openai ${redirection}`,
    process.execPath,
    CLI,
  ];
  const inShell = async (redirection: string) => {
    const child = spawn('sh', script(redirection), { env: { PATH: process.env.PATH, ...good } });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const [code] = await once(child, 'close');
    return { code, stderr };
  };
  expect(await inShell('| true')).toEqual({ code: 0, stderr: '' });
  expect(await inShell('> /dev/full')).toEqual({
    code: 1,
    stderr: 'ibyok: The answer cannot be written (ENOSPC).\n',
  });
});

test('help and version are answers, no arguments are not', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(await runCli(['--version'], {})).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  expect(await runCli(['run', '--help'], {})).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('--require-mock'),
  });
  expect(await runCli([], {})).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('Exit codes:'),
  });
});
