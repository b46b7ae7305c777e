import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { listRecords } from '../../api/test/harness/audit.js';
import { eventually } from '../../api/test/harness/eventually.js';
import { createKey, createToken, startWorkspace, unique } from '../../api/test/harness/workspace.js';
import { runCli, SHOW_VARIABLES, scratchDirectory, startCli, type Variables } from './run-cli.js';

const { server, owner } = await startWorkspace({ env: { NODE_ENV: 'staging' } });
const openai = await createKey(owner.api, { slug: 'openai', llmType: 'openai' });
const groq = await createKey(owner.api, { slug: 'groq', llmType: 'groq', value: unique('gsk_') });
const { token, id: tokenId } = await createToken(owner.api);
const variables: Variables = { IBYOK_API: server.origin, IBYOK_ACCESS_TOKEN: token };
const reads = (filter = '') => listRecords(owner.api, `?action=key.value.read&limit=100${filter}`);

test('a command gets every key that the token may read, and says whose environment counts', async () => {
  const { code, stdout, stderr } = await runCli(
    ['run', '--env', 'production', '--', ...SHOW_VARIABLES],
    variables,
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    OPENAI_API_KEY: openai.value,
    OPENAI_BASE_URL: 'https://api.openai.com/v1',
    GROQ_API_KEY: groq.value,
    // Groq's own client adds the rest.
    GROQ_BASE_URL: 'https://api.groq.com',
  });
  expect(stderr).toContain('ibyok: environment production, decided by --env\n');
  expect(stderr).toContain('ibyok: OPENAI_API_KEY is openai, live (tenant_setting)\n');
  for (const secret of [token, openai.value, groq.value]) expect(stderr).not.toContain(secret);
});

test.each<[Variables, string, string]>([
  [{}, 'staging', 'the server'],
  [{ NODE_ENV: 'ci' }, 'staging', 'the server'],
  [{ NODE_ENV: 'dev' }, 'development', 'NODE_ENV'],
  [{ NODE_ENV: 'production', IBYOK_ENV: 'stage' }, 'staging', 'IBYOK_ENV'],
])('with %j the environment is %s, decided by %s', async (given, environment, decider) => {
  const { code, stdout, stderr } = await runCli(['run', '--', ...SHOW_VARIABLES], { ...variables, ...given });
  expect(code).toBe(0);
  expect(stderr).toContain(`environment ${environment}, decided by ${decider}\n`);
  expect(JSON.parse(stdout)).toMatchObject({
    OPENAI_API_KEY: expect.stringMatching(/^sk-mock-openai-/),
    OPENAI_BASE_URL: expect.stringMatching(/^http:\/\/localhost:\d+\/mock\/openai\/v1$/),
  });
});

test('the token stays out of the command’s variables unless it is to be kept', async () => {
  const shown = JSON.parse(
    (await runCli(['run', '--', ...SHOW_VARIABLES], { ...variables, OTHER: 'kept' })).stdout,
  );
  expect([shown.IBYOK_ACCESS_TOKEN, shown.OTHER, shown.IBYOK_API]).toEqual([
    undefined,
    'kept',
    server.origin,
  ]);
  const kept = await runCli(['run', '--keep-token', '--', ...SHOW_VARIABLES], variables);
  expect(JSON.parse(kept.stdout).IBYOK_ACCESS_TOKEN).toBe(token);
});

test('what the command starts asks for the environment that was named', async () => {
  const shown = async (...words: readonly string[]) =>
    JSON.parse(
      (await runCli(['run', ...words, '--', ...SHOW_VARIABLES], { ...variables, IBYOK_ENV: 'stage' })).stdout,
    );
  expect((await shown('--env', 'dev')).IBYOK_ENV).toBe('development');
  expect((await shown()).IBYOK_ENV).toBe('stage');
});

test('nobody has to read what is said beside', async () => {
  const cli = startCli(['run', '--', process.execPath, '-e', 'console.log("ran")'], variables);
  cli.process.stderr?.destroy();
  expect(await cli.ended).toMatchObject({ code: 0, stdout: 'ran\n' });
});

test('a command that closes its input, or reads all of it, gets it as it is', async () => {
  const closing = ['-e', 'process.stdin.destroy(); console.log("closed")'];
  const input = 'x'.repeat(1_000_000);
  const closed = await runCli(['run', '--', process.execPath, ...closing], variables, input);
  expect(closed).toMatchObject({ code: 0, stdout: 'closed\n' });
  const reading = ['-e', 'console.log(require("fs").readFileSync(0).length)'];
  const read = await runCli(['run', '--', process.execPath, ...reading], variables, input);
  expect(read).toMatchObject({ code: 0, stdout: '1000000\n' });
});

test('--only and --map choose keys and variables; nothing else is fetched', async () => {
  const before = (await reads(`&keyId=${groq.id}`)).length;
  const { stdout } = await runCli(
    ['run', '--only', 'openai', '--map', 'openai=MY_KEY', '--', ...SHOW_VARIABLES],
    variables,
  );
  const shown = JSON.parse(stdout);
  expect(shown.MY_KEY).toMatch(/^sk-mock-openai-/);
  expect([shown.OPENAI_API_KEY, shown.GROQ_API_KEY]).toEqual([undefined, undefined]);
  expect((await reads(`&keyId=${groq.id}`)).length).toBe(before);
});

test('--json says the same to programs, without a value', async () => {
  const { stdout, stderr } = await runCli(['run', '--json', '--', process.execPath, '-e', ''], variables);
  expect(stdout).toBe('');
  expect(JSON.parse(stderr)).toMatchObject({
    environment: 'staging',
    decidedBy: 'the server',
    liveKeysIssued: 0,
    variables: expect.arrayContaining([expect.objectContaining({ variable: 'GROQ_API_KEY', slug: 'groq' })]),
  });
  expect(stderr).not.toMatch(/mock-/);
});

test('arguments reach the command as they are, also those that look like options of ibyok', async () => {
  const words = ['--json', '--env', 'nowhere', '--', '-h', 'a b', ''];
  const program = [
    process.execPath,
    '-e',
    'console.log(JSON.stringify(process.argv.slice(1)))',
    'first',
    ...words,
  ];
  const { code, stdout } = await runCli(['run', '--', ...program], variables);
  expect([code, JSON.parse(stdout)]).toEqual([0, ['first', ...words]]);
});

test.each([0, 1, 7, 255])('the command’s exit code %i is ibyok’s', async (expected) => {
  const { code } = await runCli(
    ['run', '--', process.execPath, '-e', `process.exit(${expected})`],
    variables,
  );
  expect(code).toBe(expected);
});

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
  ['SIGHUP', 129],
  ['SIGQUIT', 131],
  ['SIGUSR1', 138],
  ['SIGUSR2', 140],
] as const)('%s reaches the command, whose end is ibyok’s: %i', async (signal, expected) => {
  const handled = `process.on('${signal}', () => { console.log('seen'); process.exit(5); }); setInterval(() => {}, 1e6); console.log('up');`;
  const cli = startCli(['run', '-q', '--', process.execPath, '-e', handled], variables);
  await eventually('the command is up', () => cli.said.stdout.includes('up'));
  cli.process.kill(signal);
  expect(await cli.ended).toMatchObject({ code: 5, stdout: 'up\nseen\n' });

  const killed = startCli(
    // No Node, which takes SIGUSR1 for a wish to be debugged.
    ['run', '-q', '--', 'sh', '-c', 'echo up; exec sleep 1000'],
    variables,
  );
  await eventually('the command is up', () => killed.said.stdout.includes('up'));
  killed.process.kill(signal);
  expect((await killed.ended).code).toBe(expected);
});

test('nothing is written to the disk', async () => {
  const directory = scratchDirectory();
  const places = {
    HOME: directory,
    TMPDIR: directory,
    XDG_CONFIG_HOME: directory,
    XDG_CACHE_HOME: directory,
  };
  expect((await runCli(['run', '--', process.execPath, '-e', ''], { ...variables, ...places })).code).toBe(0);
  expect(readdirSync(directory)).toEqual([]);
});

describe('--require-mock', () => {
  test('mocks alone are issued, with a receipt', async () => {
    const { code, stdout, stderr } = await runCli(
      ['run', '--require-mock', '-q', '--', ...SHOW_VARIABLES],
      variables,
    );
    expect([code, stderr]).toEqual([0, 'ibyok: 0 live keys issued\n']);
    expect(JSON.parse(stdout).GROQ_API_KEY).toMatch(/^gsk-mock-/);
  });

  test('one live key stops all before anything is fetched: no read is on record', async () => {
    await owner.api.patch(`/api/keys/${groq.id}/overrides`, { staging: 'live' });
    const before = await reads(`&tokenId=${tokenId}`);
    const file = join(scratchDirectory(), 'started');
    const command = [process.execPath, '-e', `require('fs').writeFileSync(${JSON.stringify(file)}, '')`];
    const { code, stdout, stderr } = await runCli(['run', '--require-mock', '--', ...command], variables);
    expect([code, stdout, existsSync(file)]).toEqual([6, '', false]);
    expect(stderr).toMatch(
      /^ibyok: --require-mock: groq is live in staging \(key_override\): 0 live keys issued.*\n$/,
    );
    expect(await reads(`&tokenId=${tokenId}`)).toEqual(before);
    const others = await runCli(
      ['run', '--require-mock', '--only', 'openai', '--', process.execPath, '-e', ''],
      variables,
    );
    expect(others.code).toBe(0);
    await owner.api.patch(`/api/keys/${groq.id}/overrides`, { staging: 'inherit' });
  });

  test('a provider’s key that was there before is pointed out, not repeated', async () => {
    const given = { ANTHROPIC_API_KEY: unique('sk-ant-'), OPENAI_API_KEY: unique('sk-') };
    const { stderr } = await runCli(['run', '--require-mock', '--', process.execPath, '-e', ''], {
      ...variables,
      ...given,
    });
    expect(stderr).toContain('ANTHROPIC_API_KEY was set before');
    expect(stderr).not.toContain('OPENAI_API_KEY was set before');
    expect(stderr).not.toContain(given.ANTHROPIC_API_KEY);
  });
});
