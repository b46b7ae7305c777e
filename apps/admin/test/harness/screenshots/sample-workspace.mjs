import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Whose workspace it is. */
export const OWNER = {
  email: 'owner@acme.dev',
  password: randomBytes(16).toString('hex'),
  tenantName: 'Acme',
};

/** Made-up values with tails that stay, so that a picture changes only when the page does. */
const KEYS = [
  ['Mistral batch jobs', 'mistral', '', '2e6f'],
  ['Gemini experiments', 'google', 'AIzaSy', 'x8Qk'],
  ['Cohere rerank', 'cohere', '', '70b1'],
  ['DeepSeek evaluation', 'deepseek', 'sk-', 'e519'],
  ['OpenAI embeddings', 'openai', 'sk-proj-', 'b3d8'],
  ['OpenRouter fallback', 'openrouter', 'sk-or-v1-', '6a20'],
  ['Groq CI', 'groq', 'gsk_', 'c07d'],
  ['Support assistant', 'anthropic', 'sk-ant-api03-', '77ac'],
  ['Anthropic', 'anthropic', 'sk-ant-api03-', '91bc'],
  ['OpenAI Production', 'openai', 'sk-proj-', '4f2a'],
];

const TOKENS = [
  { name: 'billing-service', scopes: ['keys:read'], environments: ['production'] },
  { name: 'support-assistant', scopes: ['keys:read', 'usage:read'], environments: ['staging', 'production'] },
  { name: 'ci', scopes: ['keys:read'], environments: ['development'], only: ['Groq CI', 'Anthropic'] },
];

/** Who fetched what, how often on a working day; live outside production only for a while. */
const FETCHES = [
  ['OpenAI Production', 'billing-service', 'production', 'live', 420],
  ['Support assistant', 'support-assistant', 'production', 'live', 260],
  ['Support assistant', 'support-assistant', 'staging', 'mock', 90],
  ['Groq CI', 'ci', 'development', 'mock', 310],
  ['Anthropic', 'ci', 'development', 'live', 24],
];

const DAYS = 30;

/**
 * Fills the owner's workspace as a team would have it after some weeks; the past weeks' sums go straight into the
 * database.
 * @param {import('../../../../../scripts/scratch-server.mjs').ScratchServer} server
 * @returns {Promise<{ keyIds: Map<string, string>, invitationLink: string }>} its keys' ids by name, and what the
 *   member who is invited was sent
 */
export async function fillSampleWorkspace({ call, databaseUrl }) {
  const keyIds = new Map();
  for (const [name, llmType, prefix, tail] of KEYS) {
    const value = `${prefix}${randomBytes(24).toString('hex')}${tail}`;
    keyIds.set(name, (await call('POST', '/api/keys', { name, llmType, value })).id);
  }
  await call('PATCH', `/api/keys/${keyIds.get('Anthropic')}/overrides`, { development: 'live' });
  await call('PATCH', `/api/keys/${keyIds.get('Gemini experiments')}`, { rotateEveryDays: 90 });
  const soon = new Date(Date.now() + 5.5 * 86_400_000).toISOString();
  await call('PATCH', `/api/keys/${keyIds.get('Cohere rerank')}`, { expiresAt: soon });
  const tokens = new Map();
  for (const { only, ...token } of TOKENS) {
    const limit = only && { keyIds: only.map((name) => keyIds.get(name)) };
    tokens.set(token.name, await call('POST', '/api/tokens', { ...token, ...limit }));
  }
  for (const [key, token, environment] of FETCHES) {
    const path = `/external/keys/${keyIds.get(key)}/value?env=${environment}`;
    await call('GET', path, undefined, tokens.get(token).token);
  }
  const invitation = await call('POST', '/api/invitations', { email: 'sam@acme.dev', role: 'member' });
  const sums = FETCHES.flatMap((row) => sumsOf(row, keyIds, tokens));
  const { tenant } = await call('GET', '/api/session');
  await putSums(databaseUrl, tenant.id, sums);
  return { keyIds, invitationLink: invitation.link };
}

function sumsOf([key, token, environment, mode, most], keyIds, tokens) {
  return Array.from({ length: DAYS - 1 }, (_, index) => {
    const ago = index + 1;
    const day = new Date(Date.now() - ago * 86_400_000);
    const isWeekend = day.getUTCDay() % 6 === 0;
    // Up and down like a real week, yet the same in every picture.
    const swing = 0.75 + 0.25 * Math.sin(ago * 1.7 + most);
    const fetches = Math.round(most * swing * (isWeekend ? 0.2 : 1));
    return { day, key: keyIds.get(key), token: tokens.get(token).id, environment, mode, fetches };
  });
}

async function putSums(databaseUrl, tenantId, sums) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const add = (table, columns, values) =>
    client.query(
      `INSERT INTO ${table} (tenant_id, ${columns.join(', ')})
       VALUES ($1, ${columns.map((_, index) => `$${index + 2}`).join(', ')})
       ON CONFLICT DO NOTHING`,
      [tenantId, ...values],
    );
  for (const { day, key, token, environment, mode, fetches } of sums) {
    const date = day.toISOString().slice(0, 10);
    await add(
      'usage_day',
      ['key_id', 'day', 'token_id', 'environment', 'effective_mode', 'key_version', 'fetches', 'last_at'],
      [key, date, token, environment, mode, 1, fetches, day],
    );
    const rest = [environment, mode, fetches];
    await add(
      'usage_key_day',
      ['day', 'key_id', 'environment', 'effective_mode', 'fetches'],
      [date, key, ...rest],
    );
    await add(
      'usage_token_day',
      ['day', 'token_id', 'environment', 'effective_mode', 'fetches'],
      [date, token, ...rest],
    );
  }
  await client.end();
}
