// Builds the image and runs docker-compose.yml for real with podman, as root on Debian, without an image registry.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkConfinement, METRICS_PORT } from './check-confinement.mjs';
import { checkModes } from './check-modes.mjs';
import { checkRefusals } from './check-refusals.mjs';
import { checkStopping } from './check-stopping.mjs';
import { Checks } from './checks.mjs';
import { walk } from './person.mjs';
import { CACHE, configurePodman, tryPodman } from './podman.mjs';
import { whyNotHere } from './requirements.mjs';
import { Stack } from './stack.mjs';
import { makeStandIns } from './stand-ins.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const problem = whyNotHere();
if (problem) {
  console.log(`test:compose cannot run here. ${problem}`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

console.log('Base images are stand-ins made from Debian packages: node:24-bookworm-slim is Debian 12 with');
console.log("npm's Node.js 24, postgres:18-bookworm is Debian's PostgreSQL 15 with that image's variables.");
console.log(`They and the containers are kept in ${CACHE}, apart from other images.`);
configurePodman();

const stack = await Stack.prepare(ROOT);
const checks = new Checks((text) => stack.hide(text));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => end(130));
try {
  await runAll();
} finally {
  await checks.check('everything is taken down', async () => {
    await stack.remove();
    const left = await stack.remains();
    if (left.length > 0) throw new Error(`still there: ${left.join(', ')}`);
  });
  // Layers of earlier builds; those of the last day make the next build short.
  await tryPodman('image', 'prune', '--force', '--filter', 'until=24h');
  console.log(`${checks.passed} passed, ${checks.failed} failed`);
}
process.exitCode = checks.failed > 0 ? 1 : 0;

async function runAll() {
  if (
    !(await checks.check('the base images are there', () =>
      makeStandIns((line) => console.log(`     ${line}`)),
    ))
  )
    return;
  if (!(await checks.check('the image builds', () => stack.build()))) return;
  await checkRefusals(checks, stack);
  const ready = await checks.check(
    'four servers start at once on an empty database and are ready',
    async () => {
      const { code, output } = await stack.up({ IBYOK_METRICS_PORT: String(METRICS_PORT) });
      if (code !== 0) throw new Error(output.slice(-4_000));
      await stack.untilReady();
    },
  );
  if (!ready) return;
  /** @type {import('./person.mjs').Walk | null} */
  let done = null;
  await checks.check('a person sets up the owner, a key, a default, an override and tokens', async () => {
    done = await walk(stack.address('dashboard'), await stack.log('dashboard'));
  });
  if (!done) return;
  const { value, token, developmentToken } = /** @type {import('./person.mjs').Walk} */ (done);
  await checkModes(checks, stack, done);
  await checkConfinement(checks, stack, [value, token, developmentToken]);
  await checkStopping(checks, stack, done);
}

/** @param {number} code */
async function end(code) {
  await stack.remove();
  process.exit(code);
}
