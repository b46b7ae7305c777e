import type { Config } from '../../config/config.js';
import { Secret } from '../../config/secret.js';
import { offerMetrics } from '../../metrics/cluster-metrics.js';
import { type StartingServer, type Surroundings, startServer } from '../start-server.js';
import { ASKS_FOR_ORDERS, HAS_ANNOUNCED, isWorkerOrders, type WorkerOrders } from './worker-orders.js';

/**
 * Runs the server as one of several workers, on the database that the process which started it has opened, and tells
 * that process once it has said what it was to say. Starts and stops as startServer does.
 */
export function startWorker(config: Config, say: (line: string) => void): StartingServer {
  let server: StartingServer | null = null;
  const start = async (): Promise<void> => {
    const { databaseUrl, announces } = await orders();
    server = startServer(config, say, surroundingsOf(new Secret(databaseUrl), announces));
    await server.started;
    if (announces) process.send?.(HAS_ANNOUNCED);
  };
  return { started: start(), stop: async () => server?.stop() };
}

function surroundingsOf(url: Secret, announces: boolean): Surroundings {
  return {
    openDatabase: async ({ databaseOwnerUrl }) => ({
      url,
      ownerUrl: databaseOwnerUrl ?? url,
      stop: async () => {},
    }),
    openMetrics: async (registry) => {
      if (registry) offerMetrics(registry);
      return async () => {};
    },
    announces,
  };
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
