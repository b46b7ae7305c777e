import assert from 'node:assert/strict';
import { checkValue } from './check-modes.mjs';
import { podman } from './podman.mjs';
import { SERVERS } from './stack.mjs';

/**
 * That a stop is clean, and that what was stored is there after the stack was taken down and up again.
 * @param {import('./checks.mjs').Checks} checks
 * @param {import('./stack.mjs').Stack} stack ready
 * @param {import('./person.mjs').Walk} done
 */
export async function checkStopping(checks, stack, done) {
  for (const service of [...SERVERS, 'postgres']) {
    await checks.check(`${service} ends with 0 when asked to`, async () => {
      const container = stack.container(service);
      await podman('stop', '--time', '35', container);
      const state = await podman('inspect', '--format', '{{.State.ExitCode}} {{.State.Status}}', container);
      assert.equal(state.trim(), '0 exited');
    });
  }

  const ready = await checks.check('down and up again with PROD_MODE_FORCED=mock', async () => {
    await stack.down();
    await stack.up({ PROD_MODE_FORCED: 'mock' });
    await stack.untilReady();
  });
  if (!ready) return;
  await checkValue(checks, stack, done, 'production', 'mock', 'guardrail_override');
  await checkValue(checks, stack, done, 'development', 'live', 'tenant_setting');
  await checks.check('the session still holds, and the dashboard knows the guardrail', async () => {
    const guardrails = await done.person.ask('GET', '/api/guardrails');
    assert.deepEqual(guardrails.production, { forced: 'mock', allowed: ['mock'] });
    const { items } = await done.person.ask('GET', '/api/audit?action=key.value.read');
    assert.ok(items.length >= 6, `${items.length} reads are recorded`);
  });
}
