import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { tryPodman } from './podman.mjs';
import { IMAGE, SERVERS } from './stack.mjs';

const DATABASE_URL = 'postgresql://ibyok@127.0.0.1:5432/ibyok';
const EXIT_CODE_CONFIGURATION = 78;
/** Milliseconds. */
const SAID_WITHIN = 90_000;
/** A KMS that is not there: nothing listens on the container's own port 9. */
const ABSENT_KMS = {
  IBYOK_KMS: 'aws:arn:aws:kms:eu-central-1:111122223333:key/0',
  AWS_ENDPOINT_URL_KMS: 'http://127.0.0.1:9',
  AWS_ACCESS_KEY_ID: 'nobody',
  AWS_SECRET_ACCESS_KEY: 'of this test alone',
};

/**
 * What must not start: a stack without one of its secrets, and an image without its settings.
 * @param {import('./checks.mjs').Checks} checks
 * @param {import('./stack.mjs').Stack} stack not started yet
 */
export async function checkRefusals(checks, stack) {
  for (const name of Object.keys(stack.secrets).filter((secret) => secret !== 'IBYOK_MASTER_KEY')) {
    await checks.check(`without ${name} the stack does not start, and says so`, async () => {
      const { code, output } = await stack.up({}, name);
      assert.notEqual(code, 0);
      assert.match(output, new RegExp(`${name} is missing`));
      assert.deepEqual(await stack.remains(), []);
    });
  }

  await checks.check('without a master key every server ends, and says so', () =>
    everyServerSays(stack, {}, /^IBYOK_MASTER_KEY .*required/m),
  );

  await checks.check(
    'with IBYOK_KMS in its place every server asks that KMS, and says that it is not there',
    () => everyServerSays(stack, ABSENT_KMS, /^AWS KMS cannot be used with .*: ECONNREFUSED/m),
  );

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

/**
 * Starts the stack without a master key and waits until every server has said this; takes all down again.
 * @param {import('./stack.mjs').Stack} stack
 * @param {Record<string, string>} variables
 * @param {RegExp} line
 */
async function everyServerSays(stack, variables, line) {
  try {
    await stack.up(variables, 'IBYOK_MASTER_KEY');
    const deadline = Date.now() + SAID_WITHIN;
    for (const service of SERVERS) {
      while (!line.test(await stack.log(service))) {
        if (Date.now() > deadline) throw new Error(`${service}: ${(await stack.log(service)).slice(-1_000)}`);
        await pause(200);
      }
      assert.doesNotMatch(await stack.log(service), /answers at/, service);
    }
  } finally {
    await stack.clear();
    assert.deepEqual(await stack.remains(), []);
  }
}

/** @param {Record<string, string>} variables */
function run(variables) {
  const environment = Object.entries(variables).map(([name, value]) => `--env=${name}=${value}`);
  return tryPodman('run', '--rm', '--read-only', '--cap-drop=ALL', ...environment, IMAGE);
}
