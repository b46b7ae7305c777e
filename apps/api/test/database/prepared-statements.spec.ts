import { prepared } from '../../src/database/prepared-statements.js';
import { ResilientClient } from '../../src/database/resilient-client.js';
import { onCleanup } from '../harness/cleanup.js';
import { createTestDatabase } from '../harness/test-database.js';

const ECHO = prepared('SELECT $1::text AS echo');
const TWICE = prepared('SELECT $1::text || $1::text AS echo');

let client: ResilientClient;

beforeAll(async () => {
  const { url } = await createTestDatabase();
  client = new ResilientClient({ connectionString: url });
  await client.connect();
  onCleanup(() => client.end());
});

const echo = async (statement: string, value: string): Promise<unknown> =>
  (await client.query(statement, [value])).rows;
const kept = async (): Promise<string[]> => {
  const { rows } = await client.query('SELECT statement FROM pg_prepared_statements ORDER BY 1');
  return rows.map(({ statement }: { readonly statement: string }) => statement);
};

test('of statements only those that are to be kept prepared are, each by a name of its own', async () => {
  for (const value of ['a', 'b']) {
    expect(await echo(ECHO, value)).toEqual([{ echo: value }]);
    expect(await echo(TWICE, value)).toEqual([{ echo: value + value }]);
    expect(await echo('SELECT $1::text AS other', value)).toEqual([{ other: value }]);
  }
  expect(await kept()).toEqual([ECHO, TWICE].sort());
});

test('nothing is prepared within a transaction, whose end a failure would be', async () => {
  const other = prepared('SELECT lower($1::text) AS echo');
  await client.query('BEGIN');
  expect(await echo(other, 'A')).toEqual([{ echo: 'a' }]);
  await client.query('COMMIT');
  expect(await kept()).not.toContain(other);
});

// The last: from then on this process prepares nothing.
test('where another connection answers than the one that prepared, it is answered all the same, and no more prepared', async () => {
  await client.query('DEALLOCATE ALL');
  // What a pooler in transaction mode does, seen from here: the statement is not there, though it was prepared.
  expect(await echo(ECHO, 'a')).toEqual([{ echo: 'a' }]);
  expect(await echo(ECHO, 'b')).toEqual([{ echo: 'b' }]);
  expect(await kept()).toEqual([]);
});
