import { adminVariables, runAdmin } from '../harness/admin-command.js';
import { eventually } from '../harness/eventually.js';
import { recordPastFetches } from '../harness/past-fetches.js';
import { startWorkspace } from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace();
const tenantId = owner.session.tenant.id;
const past = { keyId: 'key_a', tokenId: 'tok_a', environment: 'staging', mode: 'live' } as const;
const HOUR = 3_600;

const untilSummed = () =>
  eventually('all is summed', async () => {
    const rows = await database.query('SELECT FROM audit_head, usage_watermark WHERE last_seq = through_seq');
    return rows.length === 1;
  });

test('doctor says how many records the sums are behind, and since when', async () => {
  await untilSummed();
  const holder = await database.connect();
  // As a server does that takes a step, so that nobody else can.
  await holder.query('BEGIN');
  await holder.query('SELECT FROM usage_watermark FOR UPDATE');
  const at = new Date(Date.now() - 2 * HOUR * 1_000);
  const later = Array.from({ length: 4 }, () => ({ at: new Date(), ...past }));
  await recordPastFetches(database, tenantId, [{ at, ...past }, ...later]);
  const { code, stdout } = await runAdmin(['doctor'], adminVariables(database, server.secrets));
  await holder.query('ROLLBACK');
  const [, records, since, seconds] =
    /^Usage sums: (\d+) records behind, since (\S+) \((\d+) s\)\.$/m.exec(stdout) ?? [];
  expect([code, records, since]).toEqual([0, '5', at.toISOString()]);
  expect(Number(seconds)).toBeGreaterThanOrEqual(2 * HOUR);
  expect(Number(seconds)).toBeLessThan(3 * HOUR);
});

test('a server that cannot sum says so once, and says when it can again', async () => {
  await untilSummed();
  const from = server.process.stdout.length;
  const lines = (words: string) =>
    server.process.stdout
      .slice(from)
      .split('\n')
      .filter((line) => line.includes(words));
  await database.query('REVOKE EXECUTE ON FUNCTION sum_usage(integer) FROM ibyok_app');
  await recordPastFetches(database, tenantId, [{ at: new Date(), ...past }]);
  await eventually('the failure is said', () => lines('not summed').length > 0);
  // Longer than several steps take to come.
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  await database.query('GRANT EXECUTE ON FUNCTION sum_usage(integer) TO ibyok_app');
  await eventually('the recovery is said', () => lines('summed again').length > 0);
  expect(lines('not summed').map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ error: 'QueryFailedError', systemCode: '42501' }),
  ]);
  expect(lines('summed again')).toHaveLength(1);
  await untilSummed();
});
