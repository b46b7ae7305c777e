import type { Config } from '../../config/config.js';
import { Secret } from '../../config/secret.js';
import { offerMetrics } from '../../metrics/cluster-metrics.js';
import { type RunningServer, startServer } from '../start-server.js';
import { ASKS_FOR_ORDERS, isWorkerOrders, type WorkerOrders } from './worker-orders.js';

/**
 * Runs the server as one of several workers, on the database that the process which started it has opened.
 * Resolves and throws as startServer does.
 */
export async function startWorker(config: Config, say: (line: string) => void): Promise<RunningServer> {
  const { databaseUrl, announces } = await orders();
  return await startServer(config, say, {
    openDatabase: async ({ databaseOwnerUrl }) => {
      const url = new Secret(databaseUrl);
      return { url, ownerUrl: databaseOwnerUrl ?? url, stop: async () => {} };
    },
    openMetrics: async (registry) => {
      if (registry) offerMetrics(registry);
      return async () => {};
    },
    announces,
  });
}

function orders(): Promise<WorkerOrders> {
  return new Promise((resolve) => {
    const onMessage = (message: unknown): void => {
      if (!isWorkerOrders(message)) return;
      process.off('message', onMessage);
      resolve(message);
    };
    process.on('message', onMessage);
    process.send?.(ASKS_FOR_ORDERS);
  });
}
