import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { DamagedBackupError, decryptChunks, encryptChunks } from './chunk-cipher.js';

const CHUNK = 64 * 1024;
const SEALED = CHUNK + 16;
const key = randomBytes(32);
const context = Buffer.from('header');

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function gather(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of source) all.push(piece);
  return Buffer.concat(all);
}

const seal = (plain: Buffer, size = 10_000): Promise<Buffer> =>
  gather(encryptChunks(pieces(plain, size), key, context));
const open = (sealed: Buffer, size = 7_001, withKey = key, withContext = context): Promise<Buffer> =>
  gather(decryptChunks(pieces(sealed, size), withKey, withContext));

const length = fc.oneof(
  fc.nat(200),
  fc.constantFrom(CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1, 3 * CHUNK),
  fc.nat(4 * CHUNK),
);

test('what is opened is what was sealed, however it is cut into pieces', async () => {
  await fc.assert(
    fc.asyncProperty(
      length,
      fc.integer({ min: 1, max: 200_000 }),
      fc.integer({ min: 1, max: 200_000 }),
      async (size, one, other) => {
        const plain = randomBytes(size);
        const sealed = await seal(plain, Math.max(one, 100));
        expect(sealed.length).toBe(size + 16 * Math.max(1, Math.ceil(size / CHUNK)));
        expect((await open(sealed, Math.max(other, 100))).equals(plain)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test('a flipped bit, wherever it is, is found', async () => {
  await fc.assert(
    fc.asyncProperty(
      length,
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.nat(7),
      async (size, where, bit) => {
        const sealed = await seal(randomBytes(size));
        const at = Math.floor(where * sealed.length);
        sealed[at] = (sealed[at] ?? 0) ^ (1 << bit);
        await expect(open(sealed)).rejects.toThrow(DamagedBackupError);
      },
    ),
    { numRuns: 60 },
  );
});

test('a file cut off at any place is found, at the border of a chunk too', async () => {
  const sealed = await seal(randomBytes(3 * CHUNK + 5));
  for (const end of [
    0,
    1,
    15,
    16,
    SEALED - 1,
    SEALED,
    SEALED + 1,
    2 * SEALED,
    3 * SEALED,
    sealed.length - 1,
  ]) {
    await expect(open(sealed.subarray(0, end))).rejects.toThrow(DamagedBackupError);
  }
});

test('bytes added, chunks swapped, left out or repeated are found', async () => {
  const sealed = await seal(randomBytes(3 * CHUNK));
  const [one, two, three] = [0, 1, 2].map((index) =>
    sealed.subarray(index * SEALED, (index + 1) * SEALED),
  ) as [Buffer, Buffer, Buffer];
  for (const parts of [
    [sealed, Buffer.alloc(1)],
    [sealed, one],
    [two, one, three],
    [one, three],
    [one, two, two, three],
    [three],
  ]) {
    await expect(open(Buffer.concat(parts))).rejects.toThrow(DamagedBackupError);
  }
});

test('another key or other data around it do not open it', async () => {
  const sealed = await seal(Buffer.from('text'));
  await expect(open(sealed, 100, randomBytes(32))).rejects.toThrow(DamagedBackupError);
  await expect(open(sealed, 100, key, Buffer.from('headex'))).rejects.toThrow(DamagedBackupError);
});

test('nothing is yielded of a chunk that does not authenticate', async () => {
  const plain = randomBytes(2 * CHUNK);
  const sealed = await seal(plain);
  sealed[SEALED + 5] = (sealed[SEALED + 5] ?? 0) ^ 1;
  const got: Buffer[] = [];
  const reading = (async () => {
    for await (const piece of decryptChunks(pieces(sealed, 5_000), key, context)) got.push(piece);
  })();
  await expect(reading).rejects.toThrow(DamagedBackupError);
  expect(Buffer.concat(got).equals(plain.subarray(0, CHUNK))).toBe(true);
});
