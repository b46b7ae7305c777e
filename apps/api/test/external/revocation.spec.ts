import { eventually } from '../harness/eventually.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createToken, fetchValue, startWorkspace } from '../harness/workspace.js';

const env = { IBYOK_TRUST_PROXY: '127.0.0.1' };
const { database, server, owner } = await startWorkspace({ env });
const replica = await startServer({ database, secrets: server.secrets, env });

const REQUESTS = 10_000;
const PARALLEL = 32;
const TIMEOUT_MS = 180_000;

/** Fewer than an address may have refused in a minute: none is refused for anything but its token. */
const REQUESTS_OF_AN_ADDRESS = 50;

function addressOf(index: number): string {
  const address = Math.floor(index / REQUESTS_OF_AN_ADDRESS);
  return `10.0.${address >> 8}.${address & 255}`;
}

test(
  'of 10,000 requests on one replica after another one acknowledged the revocation, none succeeds',
  async () => {
    const key = await createKey(owner.api);
    const { id, token } = await createToken(owner.api);
    const app = replica.withToken(token);
    let acknowledged = false;
    let asked = 0;
    const before = new Map<number, number>();
    const after = new Map<number, number>();
    const sizeOf = (counts: Map<number, number>): number =>
      [...counts.values()].reduce((sum, count) => sum + count, 0);
    let askedAfter = 0;
    const ask = async (): Promise<void> => {
      while (askedAfter < REQUESTS) {
        const counts = acknowledged ? after : before;
        if (acknowledged) askedAfter += 1;
        const client = app.copy(replica.origin, addressOf(asked++));
        const environment = asked % 4 === 0 ? 'development' : 'production';
        const { status } = await fetchValue(client, key.id, environment);
        counts.set(status, (counts.get(status) ?? 0) + 1);
      }
    };
    const asking = Promise.all(Array.from({ length: PARALLEL }, ask));
    await eventually('the token is in use', () => sizeOf(before) >= 500);
    expect((await owner.api.delete(`/api/tokens/${id}`)).status).toBe(204);
    acknowledged = true;
    await asking;
    expect(before.get(200)).toBeGreaterThanOrEqual(500);
    expect([...before.keys()].filter((status) => status !== 200 && status !== 401)).toEqual([]);
    expect([...after]).toEqual([[401, REQUESTS]]);
  },
  TIMEOUT_MS,
);
