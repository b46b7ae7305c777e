import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adminVariables, runAdmin } from '../harness/admin-command.js';
import { onCleanup } from '../harness/cleanup.js';
import { createTestDatabase } from '../harness/test-database.js';
import { createKey, startWorkspace } from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace();
for (let index = 0; index < 5; index += 1) await createKey(owner.api);
const variables = adminVariables(database, server.secrets);

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'ibyok-backup-files-'));
  onCleanup(async () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

test('of backups into one name at once, one is written, whole', async () => {
  const directory = newDirectory();
  const file = join(directory, 'one.backup');
  const results = await Promise.all(Array.from({ length: 4 }, () => runAdmin(['backup', file], variables)));
  expect(results.map(({ code }) => code).sort()).toEqual([0, 1, 1, 1]);
  expect(readdirSync(directory)).toEqual(['one.backup']);
  const target = await createTestDatabase({ migrated: false });
  expect(await runAdmin(['restore', file], adminVariables(target, server.secrets))).toMatchObject({
    code: 0,
  });
});

test('a backup is written through no link that somebody laid beside it, or in its place', async () => {
  const directory = newDirectory();
  const other = join(directory, 'other');
  writeFileSync(other, 'untouched');
  const file = join(directory, 'two.backup');
  symlinkSync(other, `${file}.partial`);
  expect(await runAdmin(['backup', file], variables)).toMatchObject({ code: 0 });
  const dangling = join(directory, 'three.backup');
  symlinkSync(join(directory, 'nothing'), dangling);
  expect(await runAdmin(['backup', dangling], variables)).toMatchObject({ code: 1 });
  expect(readFileSync(other, 'utf8')).toBe('untouched');
  expect(readdirSync(directory).sort()).toEqual([
    'other',
    'three.backup',
    'two.backup',
    'two.backup.partial',
  ]);
});
