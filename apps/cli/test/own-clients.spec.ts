import { installOfficialSdks, newEnoughNode, sdkScript } from '../../api/test/harness/official-sdks.js';
import { createKey, createToken, startWorkspace } from '../../api/test/harness/workspace.js';
import { runCli } from './run-cli.js';

const PROVIDERS = ['openai', 'anthropic', 'google', 'groq', 'cerebras'];

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
      PROVIDERS.map((llmType) => [llmType, expect.stringMatching(/^This is a mock answer/)]),
    ),
  );
});
