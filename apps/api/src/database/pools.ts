import { FETCH_DATA_SOURCE } from './fetch-data-source.js';

/** Connections for people's transactions, and for the fetches' statements: one cannot starve the other. */
export const POOLS = [
  { name: 'default', size: 8 },
  { name: FETCH_DATA_SOURCE, size: 4 },
] as const;

/** Connections that one process which answers has to the database, at most. */
export const CONNECTIONS_OF_SERVER = POOLS.reduce((sum, { size }) => sum + size, 0);
