import { isSocket, type Listener } from './listener.js';

/** The superuser that initdb creates. */
export const OWNER = 'ibyok';

/** The application's database. */
export const DATABASE = 'ibyok';

/** The owner's connection URL, as `pg` reads it: a Unix socket's directory stands in the query. */
export function ownerUrl(listener: Listener, password: string): string {
  const credentials = `${OWNER}:${encodeURIComponent(password)}`;
  if (!isSocket(listener)) return `postgresql://${credentials}@${listener.host}:${listener.port}/${DATABASE}`;
  const query = new URLSearchParams({ host: listener.host, port: String(listener.port) });
  return `postgresql://${credentials}@/${DATABASE}?${query}`;
}
