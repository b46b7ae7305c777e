import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { listen } from '../../api/test/harness/listen.js';
import { installOfficialSdks, newEnoughNode, sdkScript } from '../../api/test/harness/official-sdks.js';
import { createKey, createToken, startWorkspace } from '../../api/test/harness/workspace.js';
import { CLI, runCli } from './run-cli.js';

const PROVIDERS = ['openai', 'anthropic', 'google', 'groq', 'cerebras'];
const VERCEL = ['openai by the Vercel AI SDK', 'anthropic by the Vercel AI SDK'];

const { server, owner } = await startWorkspace();
for (const llmType of PROVIDERS) await createKey(owner.api, { llmType, slug: llmType });
const { token } = await createToken(owner.api);

beforeAll(installOfficialSdks, 300_000);

test('the providers’ own clients find key and address in the variables that a command gets', async () => {
  const variables = { IBYOK_API: server.origin, IBYOK_ACCESS_TOKEN: token };
  const command = [newEnoughNode(), sdkScript('by-variables.mjs')];
  const { code, stdout } = await runCli(['run', '--require-mock', '--', ...command], variables);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual(
    Object.fromEntries(
      [...PROVIDERS, ...VERCEL].map((client) => [client, expect.stringMatching(/^This is a mock answer/)]),
    ),
  );
});

test('with NODE_USE_ENV_PROXY the command line asks through the proxy that is set', async () => {
  const asked: string[] = [];
  const proxy = await listen(async ({ url = '', headers: { authorization = '' } }, response) => {
    asked.push(url);
    const answer = await fetch(url.replace('http://vault.test', server.origin), {
      headers: { authorization },
    });
    response.writeHead(answer.status).end(await answer.text());
  });
  const variables = {
    ...{ NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxy },
    ...{ IBYOK_API: 'http://vault.test', IBYOK_ACCESS_TOKEN: token },
  };
  const { stdout } = await promisify(execFile)(newEnoughNode(24), [CLI, 'get', 'openai'], { env: variables });
  expect(stdout).toMatch(/^sk-mock-openai-/);
  expect(asked).toEqual(['http://vault.test/external/keys/openai/value']);
});
