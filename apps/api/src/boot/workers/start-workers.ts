import type { Config } from '../../config/config.js';
import { workersMetrics } from '../../metrics/cluster-metrics.js';
import { openDatabase } from '../open-database.js';
import { openMetrics } from '../open-metrics.js';
import { Opened } from '../opened.js';
import type { StartingServer } from '../start-server.js';
import { Workers } from './workers.js';

/**
 * Opens the database and starts the workers that `config` asks for. The start throws StartRefusal where the database
 * cannot be opened, WorkerStartError where a worker cannot start, having stopped what it had started.
 */
export function startWorkers(config: Config, say: (line: string) => void): StartingServer {
  const opened = new Opened();
  return { started: open(config, say, opened), stop: () => opened.close() };
}

async function open(config: Config, say: (line: string) => void, opened: Opened): Promise<void> {
  try {
    const database = await openDatabase(config, say);
    await opened.add(() => database.stop());
    const workers = new Workers(config.workers, database.url, say);
    const metrics = config.metricsPort === null ? null : workersMetrics(() => workers.listening);
    await opened.add(await openMetrics(metrics, config, say));
    await opened.add(() => workers.stop());
    await workers.start();
  } catch (error) {
    await opened.close();
    throw error;
  }
}
