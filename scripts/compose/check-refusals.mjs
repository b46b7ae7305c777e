import assert from 'node:assert/strict';
import { tryPodman } from './podman.mjs';
import { IMAGE } from './stack.mjs';

const DATABASE_URL = 'postgresql://ibyok@127.0.0.1:5432/ibyok';
const EXIT_CODE_CONFIGURATION = 78;

/**
 * What must not start: a stack without one of its secrets, and an image without its settings.
 * @param {import('./checks.mjs').Checks} checks
 * @param {import('./stack.mjs').Stack} stack not started yet
 */
export async function checkRefusals(checks, stack) {
  for (const name of Object.keys(stack.secrets)) {
    await checks.check(`without ${name} the stack does not start, and says so`, async () => {
      const { code, output } = await stack.up({}, name);
      assert.notEqual(code, 0);
      assert.match(output, new RegExp(`${name} is missing`));
      assert.deepEqual(await stack.remains(), []);
    });
  }

  await checks.check('the image without secrets ends with 78 and names them', async () => {
    const { code, output } = await run({ DATABASE_URL });
    assert.equal(code, EXIT_CODE_CONFIGURATION, output);
    assert.match(output, /^IBYOK_MASTER_KEY .*required/m);
    assert.match(output, /^IBYOK_SESSION_SECRET .*required/m);
  });

  await checks.check('the image with a mistyped guardrail ends with 78 and names it', async () => {
    const { code, output } = await run({ DATABASE_URL, PROD_MOCK_ALLOWED: 'ture' });
    assert.equal(code, EXIT_CODE_CONFIGURATION, output);
    assert.match(output, /^PROD_MOCK_ALLOWED /m);
  });

  await checks.check('the image without DATABASE_URL asks for it', async () => {
    const { code, output } = await run({});
    assert.notEqual(code, 0);
    assert.match(output, /DATABASE_URL/);
    assert.doesNotMatch(output, /\n\s+at /, 'a stack trace');
  });
}

/** @param {Record<string, string>} variables */
function run(variables) {
  const environment = Object.entries(variables).map(([name, value]) => `--env=${name}=${value}`);
  return tryPodman('run', '--rm', '--read-only', '--cap-drop=ALL', ...environment, IMAGE);
}
