import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../api/test/harness/free-port.js';
import {
  createKey,
  createToken,
  NEVER_MADE_TOKEN,
  startWorkspace,
} from '../../api/test/harness/workspace.js';
import { runCli, scratchDirectory, type Variables } from './run-cli.js';

const { server, owner } = await startWorkspace();
await createKey(owner.api, { slug: 'openai', llmType: 'openai' });
const { token } = await createToken(owner.api);
const revoked = await createToken(owner.api);
await owner.api.delete(`/api/tokens/${revoked.id}`);
const productionAlone = await createToken(owner.api, { environments: ['production'] });
const unscoped = await createToken(owner.api, { scopes: ['usage:read'] });
const nobody = `http://localhost:${await freePort()}`;
const good: Variables = { IBYOK_API: server.origin, IBYOK_ACCESS_TOKEN: token };

test.each<[string, readonly string[], Variables, number, RegExp]>([
  ['no address', [], { ...good, IBYOK_API: undefined }, 2, /^ibyok: IBYOK_API is not set: set it/],
  ['no address, but a word', [], { ...good, IBYOK_API: 'vault' }, 2, /^ibyok: IBYOK_API is not an address/],
  ['no token', [], { ...good, IBYOK_ACCESS_TOKEN: '' }, 2, /^ibyok: IBYOK_ACCESS_TOKEN is not set: create/],
  [
    'half a token',
    [],
    { ...good, IBYOK_ACCESS_TOKEN: `${token}\nx` },
    2,
    /^ibyok: IBYOK_ACCESS_TOKEN is no access token/,
  ],
  [
    'an unknown token',
    [],
    { ...good, IBYOK_ACCESS_TOKEN: NEVER_MADE_TOKEN },
    4,
    /unknown, revoked or expired: set/,
  ],
  [
    'a revoked token',
    [],
    { ...good, IBYOK_ACCESS_TOKEN: revoked.token },
    4,
    /unknown, revoked or expired: set/,
  ],
  [
    'a token for elsewhere',
    [],
    { ...good, IBYOK_ACCESS_TOKEN: productionAlone.token },
    4,
    /Use a token that is bound/,
  ],
  [
    'a token without a scope',
    [],
    { ...good, IBYOK_ACCESS_TOKEN: unscoped.token },
    4,
    /Use a token with the scope/,
  ],
  [
    'a server that is not there',
    [],
    { ...good, IBYOK_API: nobody },
    3,
    /cannot be reached \(ECONNREFUSED\): look/,
  ],
  ['somebody else’s address', [], { ...good, IBYOK_API: `${server.origin}/nowhere` }, 1, /own address/],
  [
    'an odd IBYOK_ENV',
    [],
    { ...good, IBYOK_ENV: 'prodd' },
    2,
    /^ibyok: IBYOK_ENV is not an environment: set it/,
  ],
  ['an odd --env', ['--env', 'prodd'], good, 2, /^ibyok: --env has to be/],
  ['an unknown key', ['--only', 'nowhere'], good, 5, /^ibyok: There is no key nowhere .*`ibyok keys` lists/],
  ['a map without a variable', ['--map', 'openai'], good, 2, /^ibyok: --map takes/],
  ['an unknown option', ['--tokn=s3cret'], good, 2, /^ibyok: Unknown option '--tokn=…'/],
  ['an empty option', ['--only', ''], good, 2, /^ibyok: An option has no value/],
])('%s is one line, and the command is not started', async (_, options, variables, expected, said) => {
  const file = join(scratchDirectory(), 'started');
  const command = [process.execPath, '-e', `require('fs').writeFileSync(${JSON.stringify(file)}, '')`];
  const { code, stdout, stderr } = await runCli(['run', ...options, '--', ...command], variables);
  expect({ code, stdout, started: existsSync(file) }).toEqual({ code: expected, stdout: '', started: false });
  expect(stderr).toMatch(said);
  expect(stderr).toMatch(/^ibyok: [^\n]+\n$/);
  expect(stderr).not.toMatch(/ibyok_\w|s3cret/);
});

test('two keys for one variable are named, with how to choose', async () => {
  const second = await createKey(owner.api, { slug: 'billing', llmType: 'openai' });
  const { code, stderr } = await runCli(['run', '--', process.execPath, '-e', ''], good);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^ibyok: (openai and billing|billing and openai) are both for OPENAI_API_KEY: .*--only.*--map/,
  );
  await owner.api.delete(`/api/keys/${second.id}`);
});

test.each([
  [['node -e 0'], 127, /^ibyok: There is no command of this name, which has spaces in it: .*sh -c/],
  [['/nowhere/at-all'], 127, /^ibyok: There is no command/],
  [['/'], 126, /^ibyok: \/ cannot be started/],
])('%j cannot be started', async (command, expected, said) => {
  const { code, stderr } = await runCli(['run', '-q', '--', ...command], good);
  expect(code).toBe(expected);
  expect(stderr).toMatch(said);
});

test.each([
  [['nonsense'], /Unknown command 'nonsense'/],
  [['get'], /Missing required argument 'key'/],
  [['get', 'a', 'b'], /Too many arguments/],
  [['run'], /Missing required argument 'command'/],
  [['rotate', 'openai', 'sk-proj-secret'], /Too many arguments/],
  [['xai-0123456789abcdef'], /Unknown command '…'/],
  [['keys', '--hf_0123456789abcdef'], /Unknown option '…'/],
  [['keys', '--token=a b'], /Unknown option '--token=…'/],
  [['keys', '--env'], /Option '-e, --env <environment>' argument missing/],
  [['rotate', 'sk-mock-openai-0123456789ab'], /This is a secret, and not the name/],
  [['get', token], /This is a secret, and not the name/],
  [['get', '../whoami'], /A key is named by its slug/],
  [['completion', 'cmd'], /completion for bash, zsh, fish/],
])('ibyok %j is refused', async (words, said) => {
  const { code, stdout, stderr } = await runCli(words, good);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(said);
  expect(stderr).toMatch(/^ibyok: [^\n]+\n$/);
  expect(stderr).not.toMatch(/sk-|ibyok_\w|0123456789abcdef|a b/);
});

test('with --json a failure is JSON, too', async () => {
  const { code, stdout, stderr } = await runCli(['get', 'nowhere', '--json'], good);
  expect([code, stdout]).toEqual([5, '']);
  expect(JSON.parse(stderr)).toEqual({
    error: { code: 'key_not_found', detail: expect.stringContaining('nowhere'), exitCode: 5 },
  });
});
