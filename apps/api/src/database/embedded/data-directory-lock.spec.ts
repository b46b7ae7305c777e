import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataDirectory } from './data-directory-lock.js';
import { pidSpace, startTimeOf } from './process-identity.js';

const scratch = mkdtempSync(join(tmpdir(), 'lock-'));
let files = 0;
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function newFile(content?: object | string): string {
  files += 1;
  const file = join(scratch, String(files));
  if (content !== undefined) {
    writeFileSync(
      file,
      typeof content === 'string' ? content : JSON.stringify({ nonce: 'another', ...content }),
    );
  }
  return file;
}

async function millisecondsToLock(file: string): Promise<number> {
  const began = Date.now();
  const lock = await lockDataDirectory(file);
  await lock.release();
  return Date.now() - began;
}

test('is held until released', async () => {
  const file = newFile();
  const lock = await lockDataDirectory(file);
  await expect(lockDataDirectory(file)).rejects.toMatchObject({ code: 'data_directory_in_use' });
  await lock.release();
  expect(existsSync(file)).toBe(false);
  expect(await millisecondsToLock(file)).toBeLessThan(500);
});

test('a lock released within the wait goes to the one who waits', async () => {
  const file = newFile();
  const lock = await lockDataDirectory(file);
  const waiting = lockDataDirectory(file);
  setTimeout(() => lock.release(), 300);
  const next = await waiting;
  expect(next.takenOver).toBe(false);
  await next.release();
});

test('a dead process and a reused pid do not hold it', async () => {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('exit', resolve));
  const here = pidSpace();
  expect(await millisecondsToLock(newFile({ pid: child.pid, startTime: '1', pidSpace: here }))).toBeLessThan(
    500,
  );
  const reused = newFile({ pid: process.pid, startTime: 'earlier', pidSpace: here });
  expect(await millisecondsToLock(reused)).toBeLessThan(500);
});

test('of many who find a dead lock, one gets it', async () => {
  for (let round = 0; round < 40; round += 1) {
    const file = newFile({ pid: process.pid, startTime: 'earlier', pidSpace: pidSpace() });
    const attempts = await Promise.allSettled(
      Array.from({ length: 20 }, async (_, contender) => {
        for (let turn = 0; turn < contender; turn += 1) await new Promise(setImmediate);
        return lockDataDirectory(file, 60);
      }),
    );
    const won = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
    expect(won).toHaveLength(1);
    await won[0]?.release();
  }
});

test.each([
  ['of another container', JSON.stringify({ pid: 1, startTime: '1', pidSpace: 'elsewhere', nonce: 'n' })],
  ['left empty by a power failure', ''],
])('a silent lock %s is taken over after the wait', async (_name, content) => {
  const waited = await millisecondsToLock(newFile(content));
  expect(waited).toBeGreaterThan(2_900);
  expect(waited).toBeLessThan(4_000);
});

test('a lock of another container that is still being touched holds', async () => {
  const file = newFile({ pid: 1, startTime: '1', pidSpace: 'elsewhere' });
  let ticks = 0;
  const heartbeat = setInterval(() => {
    ticks += 1;
    utimesSync(file, ticks, ticks);
  }, 1_000);
  await expect(lockDataDirectory(file)).rejects.toThrow(/already in use by another machine or container/);
  clearInterval(heartbeat);
});

test('its holder keeps touching it', async () => {
  const file = newFile();
  const lock = await lockDataDirectory(file);
  utimesSync(file, 1, 1);
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  const { pid, startTime } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; startTime: string };
  expect({ pid, startTime }).toEqual({ pid: process.pid, startTime: startTimeOf(process.pid) });
  const { mtimeMs } = await import('node:fs').then(({ statSync }) => statSync(file));
  expect(Date.now() - mtimeMs).toBeLessThan(5_000);
  await lock.release();
});
