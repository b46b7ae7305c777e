import cluster from 'node:cluster';

/** What a worker is started with besides the server's own variables; nobody sets it. */
export const WORKER_VARIABLES = { IBYOK_WORKER: '1' } as const;

/**
 * Whether this process, of these variables, is a worker that Workers started. One that another program's cluster
 * started, as PM2's, is not: it is a server of its own.
 */
export function isOwnWorker(environment: Readonly<Record<string, string | undefined>>): boolean {
  return cluster.isWorker && environment.IBYOK_WORKER === WORKER_VARIABLES.IBYOK_WORKER;
}
