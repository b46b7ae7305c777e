import type { Config } from '../../config/config.js';
import { workersMetrics } from '../../metrics/cluster-metrics.js';
import { openDatabase } from '../open-database.js';
import { openMetrics } from '../open-metrics.js';
import type { RunningServer } from '../start-server.js';
import { Workers } from './workers.js';

/**
 * Opens the database and starts the workers that `config` asks for. Throws StartRefusal where the database cannot be
 * opened, WorkerStartError where a worker cannot start, having stopped what it had started.
 */
export async function startWorkers(config: Config, say: (line: string) => void): Promise<RunningServer> {
  const database = await openDatabase(config, say);
  const workers = new Workers(config.workers, database.url, say);
  let stopMetrics = async (): Promise<void> => {};
  const stop = async (): Promise<void> => {
    await workers.stop();
    await stopMetrics();
    await database.stop();
  };
  const metrics = config.metricsPort === null ? null : workersMetrics(() => workers.listening);
  try {
    stopMetrics = await openMetrics(metrics, config, say);
    await workers.start();
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
