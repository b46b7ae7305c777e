import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chooseListener, fitsSocket } from './listener.js';
import { createRuntimeDirectory } from './runtime-directory.js';

const scratch = mkdtempSync(join(tmpdir(), 'listener-'));
const long = join(scratch, 'x'.repeat(100));
mkdirSync(long);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('a socket path fits up to 103 bytes, counted in bytes', () => {
  const name = '/.s.PGSQL.5432'.length;
  expect(fitsSocket(`/${'x'.repeat(102 - name)}`)).toBe(true);
  expect(fitsSocket(`/${'x'.repeat(103 - name)}`)).toBe(false);
  expect(fitsSocket(`/${'é'.repeat(60)}`)).toBe(false);
});

test('a too long temporary directory is passed over for a short one', () => {
  const created = createRuntimeDirectory(null, [long, scratch]);
  expect(dirname(created)).toBe(scratch);
});

test('where no short directory exists, it listens on a free loopback port', async () => {
  const listener = await chooseListener(createRuntimeDirectory(null, [long]));
  expect(listener).toEqual({ host: '127.0.0.1', port: expect.any(Number) });
  expect(listener.port).toBeGreaterThan(1023);
});

test('a short runtime directory holds the socket', async () => {
  const created = createRuntimeDirectory(null, [scratch]);
  expect(await chooseListener(created)).toEqual({ host: created, port: 5432 });
});
