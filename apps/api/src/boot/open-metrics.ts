import type { ServerConfig } from '../config/server-config.js';
import type { MetricsSource } from '../metrics/cluster-metrics.js';
import { serveMetrics } from '../metrics/serve-metrics.js';
import { listenRefusal } from './listen.js';

/**
 * Serves metrics where the configuration names a port for them; returns how to stop that. Throws
 * StartRefusal where it cannot listen.
 */
export async function openMetrics(
  registry: MetricsSource | null,
  { host, metricsPort }: Pick<ServerConfig, 'host' | 'metricsPort'>,
  say: (line: string) => void,
): Promise<() => Promise<void>> {
  if (registry === null || metricsPort === null) return async () => {};
  try {
    const server = await serveMetrics(registry, host, metricsPort);
    say(`Metrics at http://localhost:${server.port}/metrics`);
    return server.stop;
  } catch (error) {
    throw listenRefusal(error, host, 'IBYOK_METRICS_PORT', metricsPort);
  }
}
