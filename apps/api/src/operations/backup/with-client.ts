import { Client } from 'pg';
import type { Secret } from '../../config/secret.js';

/** Works on one connection of the owner's, which ends with the work: what is not committed never was. */
export async function withClient<Result>(
  ownerUrl: Secret,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({
    connectionString: ownerUrl.reveal().toString(),
    application_name: 'ibyok admin',
    connectionTimeoutMillis: 10_000,
  });
  // A connection that is lost fails the statement that is on its way; without this it would end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
