import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import type { Config } from '../config/config.js';
import { withGeneratedSecrets } from '../config/generated-secrets.js';
import type { ServerConfig } from '../config/server-config.js';
import type { Tracing } from '../tracing/tracing.js';
import { assertBound } from './assert-bound.js';
import { beginAnswering } from './begin-answering.js';
import { createApplication } from './create-application.js';
import { type OpenedDatabase, openDatabase } from './open-database.js';
import { openMasterKeys } from './open-master-keys.js';
import { openMetrics } from './open-metrics.js';

/** Milliseconds. Node closes only those connections that are idle when the server begins to close. */
const SWEEP_PERIOD = 50;

/** What a server finds where it starts. */
export interface Surroundings {
  /** Opens the database, migrated. */
  readonly openDatabase: (config: Config, say: (line: string) => void) => Promise<OpenedDatabase>;
  /** False where another process has told people what they need to know. */
  readonly announces: boolean;
  /** Serves the metrics, where there are any; returns how to stop that. */
  readonly openMetrics: (
    registry: Registry | null,
    config: ServerConfig,
    say: (line: string) => void,
  ) => Promise<() => Promise<void>>;
}

const ALONE: Surroundings = { openDatabase, openMetrics, announces: true };

/** A server that answers, and how to end it. */
export interface RunningServer {
  /** Becomes unready, finishes what is in flight, then stops the database if it is the embedded one. */
  stop(): Promise<void>;
}

/**
 * Boots: database → migrations → Nest → listen. Takes the configuration, where to write lines for
 * people, and what is around it unless it is alone. Throws StartRefusal where people can mend what failed, having
 * stopped what it had started.
 */
export async function startServer(
  config: Config,
  say: (line: string) => void,
  surroundings: Surroundings = ALONE,
): Promise<RunningServer> {
  const database = await surroundings.openDatabase(config, say);
  let application: NestFastifyApplication | null = null;
  let tracing: Tracing | null = null;
  let stopMetrics = async (): Promise<void> => {};
  const stop = async (): Promise<void> => {
    if (application) await close(application);
    await stopMetrics();
    await tracing?.stop();
    await database.stop();
  };
  try {
    await assertBound(database);
    const server = await completeConfig(config, database);
    const metrics = server.metricsPort === null ? null : new Registry();
    tracing = await openTracing(server);
    application = await createApplication(server, { metrics, tracing });
    stopMetrics = await surroundings.openMetrics(metrics, server, say);
    await beginAnswering(application, server, surroundings.announces ? say : null);
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Nothing of OpenTelemetry is loaded where no traces are exported. */
async function openTracing({ tracing, environment }: ServerConfig): Promise<Tracing | null> {
  if (tracing === null) return null;
  const opening = await import('../tracing/open-tracing.js');
  return opening.openTracing(tracing, environment, pino({ level: 'warn' }));
}

/** Closes the application; a connection is closed as soon as its last request is answered. */
async function close(application: NestFastifyApplication): Promise<void> {
  const server = application.getHttpServer();
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_PERIOD);
  try {
    await application.close();
  } finally {
    clearInterval(sweep);
  }
}

async function completeConfig(config: Config, { url, ownerUrl }: OpenedDatabase): Promise<ServerConfig> {
  const masterKeys = await openMasterKeys(config, ownerUrl);
  return Object.freeze({ ...config, ...withGeneratedSecrets(config), masterKeys, databaseUrl: url });
}
