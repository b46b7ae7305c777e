import { randomBytes } from 'node:crypto';

/** A person at the dashboard's API: keeps the session's cookie and sends what a browser would. */
export class Person {
  #cookie = '';

  /** @param {string} address the dashboard's */
  constructor(address) {
    this.address = address;
  }

  /**
   * Asks for a path. Returns the answer's body; fails unless the status is the expected one.
   * @param {'GET' | 'POST' | 'PATCH'} method
   * @param {string} path
   * @param {object} [body]
   * @returns {Promise<any>}
   */
  async ask(method, path, body) {
    const response = await fetch(`${this.address}${path}`, {
      method,
      headers: {
        cookie: this.#cookie,
        origin: this.address,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      body: body ? JSON.stringify(body) : null,
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie) this.#cookie = cookie.split(';')[0] ?? '';
    if (!response.ok)
      throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }
}

/**
 * @typedef {object} Walk
 * @property {Person} person
 * @property {string} keyId
 * @property {string} value the key's live value
 * @property {string} token an access token for every environment
 * @property {string} developmentToken one for development alone
 */

/**
 * Does what a new user does: create the owner with the setup link from the log, add a key, set a default,
 * override the key in development, create tokens.
 * @param {string} address the dashboard's
 * @param {string} log the dashboard's, with the setup link
 * @returns {Promise<Walk>}
 */
export async function walk(address, log) {
  const setupToken = [...log.matchAll(/\/setup#token=(\S+)/g)].at(-1)?.[1];
  if (!setupToken) throw new Error(`The log has no setup link:\n${log}`);
  const person = new Person(address);
  await person.ask('POST', '/api/setup', {
    setupToken,
    email: 'owner@example.com',
    password: randomBytes(16).toString('hex'),
    tenantName: 'Acme',
  });
  const value = `sk-proj-${randomBytes(24).toString('hex')}`;
  const key = await person.ask('POST', '/api/keys', { name: 'OpenAI Production', llmType: 'openai', value });
  await person.ask('PATCH', '/api/settings/environments', { development: 'live' });
  await person.ask('PATCH', `/api/keys/${key.id}/overrides`, { development: 'mock' });
  const environments = ['development', 'staging', 'production'];
  const { token } = await person.ask('POST', '/api/tokens', {
    name: 'app',
    scopes: ['keys:read'],
    environments,
  });
  const { token: developmentToken } = await person.ask('POST', '/api/tokens', {
    name: 'laptop',
    scopes: ['keys:read'],
    environments: ['development'],
  });
  return { person, keyId: key.id, value, token, developmentToken };
}
