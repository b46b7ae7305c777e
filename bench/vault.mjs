import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../apps/api/dist/main.js', import.meta.url));

/** Starts the real server on its embedded, durable PostgreSQL, with one live key and a token for it. */
export async function startVault() {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'ibyok-bench-'));
  const port = await freePort();
  const setupToken = randomBytes(24).toString('base64url');
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      IBYOK_DATA_DIR: dataDirectory,
      IBYOK_SETUP_TOKEN: setupToken,
    },
  });
  const base = `http://127.0.0.1:${port}`;
  await ready(`${base}/health/ready`);
  const call = apiOf(base);
  await call('POST', '/api/setup', {
    setupToken,
    email: 'bench@example.com',
    password: randomBytes(12).toString('hex'),
    tenantName: 'Bench',
  });
  const key = await call('POST', '/api/keys', {
    name: 'OpenAI',
    llmType: 'openai',
    value: `sk-proj-${'x'.repeat(100)}`,
  });
  const { token } = await call('POST', '/api/tokens', {
    name: 'bench',
    scopes: ['keys:read', 'usage:read'],
    environments: ['production'],
  });
  const headers = { authorization: `Bearer ${token}` };
  return {
    url: `${base}/external/keys/${key.id}/value`,
    headers,
    countRecords: async () => {
      const answer = await fetch(`${base}/external/usage?groupBy=mode`, { headers });
      return (await answer.json()).items?.reduce((sum, { fetches }) => sum + fetches, 0);
    },
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

function apiOf(base) {
  let cookie = '';
  return async (method, path, body) => {
    const answer = await fetch(base + path, {
      method,
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return answer.json();
  };
}

async function ready(url) {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server did not become ready');
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
