import { DataSource } from 'typeorm';
import { ownerOptions } from '../../src/database/data-source-options.js';
import { FetchingTenants1764204000000 } from '../../src/database/migrations/1764204000000-fetching-tenants.js';
import { MIGRATIONS } from '../../src/database/migrations/migrations.js';
import { createTestDatabase } from '../harness/test-database.js';

const CLIENTS = 6;
const entries = JSON.stringify([
  {
    ...{ actor_type: 'token', action: 'key.value.read', outcome: 'allowed', tenant_id: 'ten_a' },
    ...{ key_id: 'key_a', token_id: 'tok_a', environment: 'staging', effective_mode: 'live' },
    requests: [['r1', null]],
  },
]);

test('no append fails while the links get another column', async () => {
  const database = await createTestDatabase();
  const dataSource = await new DataSource(ownerOptions(database.url)).initialize();
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => database.connect()));
  const later = MIGRATIONS.length - MIGRATIONS.indexOf(FetchingTenants1764204000000);
  let appended = 0;
  try {
    for (let round = 0; round < 5; round += 1) {
      for (let count = 0; count < later; count += 1) await dataSource.undoLastMigration();
      let going = true;
      const loops = clients.map(async (client) => {
        for (; going; appended += 1) await client.query('SELECT append_audit_records($1)', [entries]);
      });
      await dataSource.runMigrations();
      going = false;
      await Promise.all(loops);
    }
  } finally {
    await dataSource.destroy();
  }
  const [row] = await database.query('SELECT last_seq::int AS count FROM audit_head');
  expect(row).toEqual({ count: appended });
});
