import assert from 'node:assert/strict';
import { EXTERNAL } from './stack.mjs';

/**
 * @typedef {{ environment: string, effectiveMode: string, source: string }} ModeInfo
 * @typedef {{ status: number, body: { value?: string, code?: string, modeInfo?: ModeInfo } }} Answer
 */

/**
 * That every environment's service answers the same key with its own mode, and each role only what is its own.
 * @param {import('./checks.mjs').Checks} checks
 * @param {import('./stack.mjs').Stack} stack ready
 * @param {import('./person.mjs').Walk} done
 */
export async function checkModes(checks, stack, done) {
  await checkValue(checks, stack, done, 'development', 'mock', 'key_override');
  await checkValue(checks, stack, done, 'staging', 'mock', 'tenant_setting');
  await checkValue(checks, stack, done, 'production', 'live', 'tenant_setting');

  await checks.check('a changed override holds for the next fetch from another container', async () => {
    await done.person.ask('PATCH', `/api/keys/${done.keyId}/overrides`, { development: 'inherit' });
    const { body } = await fetchValue(stack, done, 'development');
    assert.equal(body.modeInfo?.source, 'tenant_setting');
    assert.equal(body.modeInfo?.effectiveMode, 'live');
    assert.ok(body.value === done.value, 'the value is not the one that was stored');
  });

  await checks.check('a token for development is refused by staging and production', async () => {
    for (const environment of ['staging', 'production']) {
      const { status, body } = await fetchValue(stack, done, environment, done.developmentToken);
      assert.deepEqual([status, body.code], [403, 'environment_not_allowed']);
    }
  });

  await checks.check('the dashboard has its page and no /external', async () => {
    const page = await fetch(`${stack.address('dashboard')}/`);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /<div id="root">/);
    await isNotFound(`${stack.address('dashboard')}/external/keys`, done.token);
  });

  await checks.check('the external services have no /api and no page', async () => {
    for (const service of EXTERNAL) {
      for (const path of ['/', '/keys', '/api/setup', '/api/session', '/api/keys', '/api/openapi.json']) {
        await isNotFound(`${stack.address(service)}${path}`, done.token);
      }
    }
  });
}

/**
 * Checks one fetch. `source` says who decided.
 * @param {import('./checks.mjs').Checks} checks
 * @param {import('./stack.mjs').Stack} stack
 * @param {import('./person.mjs').Walk} done
 * @param {string} environment
 * @param {'mock' | 'live'} mode
 * @param {string} source
 */
export function checkValue(checks, stack, done, environment, mode, source) {
  return checks.check(`external-${environment} answers ${mode} by ${source}`, async () => {
    const { status, body } = await fetchValue(stack, done, environment);
    assert.equal(status, 200);
    assert.deepEqual(body.modeInfo, { environment, effectiveMode: mode, source });
    if (mode === 'live') assert.ok(body.value === done.value, 'the value is not the one that was stored');
    else assert.match(body.value ?? '', /^sk-mock-openai-[0-9a-f]{12}$/);
  });
}

/**
 * @param {import('./stack.mjs').Stack} stack
 * @param {import('./person.mjs').Walk} done
 * @param {string} environment
 * @returns {Promise<Answer>}
 */
async function fetchValue(stack, done, environment, token = done.token) {
  const url = `${stack.address(`external-${environment}`)}/external/keys/${done.keyId}/value`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: /** @type {Answer['body']} */ (await response.json()) };
}

/**
 * @param {string} url
 * @param {string} token
 */
async function isNotFound(url, token) {
  const { status } = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(status, 404, url);
}
