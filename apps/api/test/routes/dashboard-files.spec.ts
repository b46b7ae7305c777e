import { createKey, startWorkspace } from '../harness/workspace.js';

const { server, owner } = await startWorkspace();

/** Scripts and styles that the dashboard's page names. */
async function assets(): Promise<readonly string[]> {
  const page = await (await fetch(server.origin)).text();
  return [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map(([, path = '']) => path);
}

async function get(path: string, encoding: string) {
  const response = await fetch(server.origin + path, { headers: { 'accept-encoding': encoding } });
  const { status, headers } = response;
  return {
    status,
    headers,
    encoding: headers.get('content-encoding'),
    length: Number(headers.get('content-length')),
    body: await response.text(),
  };
}

test('scripts and styles come compressed, and are the same once opened', async () => {
  const paths = await assets();
  expect(paths.length).toBeGreaterThan(3);
  for (const path of paths) {
    const plain = await get(path, 'identity');
    expect([path, plain.status, plain.encoding]).toEqual([path, 200, null]);
    for (const encoding of ['br', 'gzip']) {
      const packed = await get(path, encoding);
      expect(packed.headers.get('content-type')).toBe(plain.headers.get('content-type'));
      expect(packed.headers.get('vary')).toMatch(/accept-encoding/i);
      expect(packed.body === plain.body).toBe(true);
      if (plain.length < 1024) continue;
      expect([path, packed.encoding]).toEqual([path, encoding]);
      expect(packed.length).toBeLessThan(plain.length * 0.7);
    }
  }
});

test('browsers keep scripts and styles for a year, in every encoding, and ask for the page each time', async () => {
  const [path = ''] = await assets();
  for (const encoding of ['identity', 'br', 'gzip']) {
    const { headers } = await get(path, encoding);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  }
  expect((await get('/keys', 'br')).headers.get('cache-control')).toBe('no-cache');
});

test('a compressed file has no address of its own', async () => {
  const [path = ''] = await assets();
  for (const end of ['.br', '.gz']) expect((await get(path + end, 'identity')).status).toBe(404);
});

test('answers of the API are never compressed: their length would tell of secrets in them', async () => {
  await createKey(owner.api);
  const headers = { cookie: owner.api.cookieHeader, 'accept-encoding': 'br, gzip' };
  const answer = await fetch(`${server.origin}/api/keys`, { headers });
  expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, null]);
});
