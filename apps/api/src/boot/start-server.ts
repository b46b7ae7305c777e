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
import { Opened } from './opened.js';

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

/** A server that starts, and how to end it, then as well as later. */
export interface StartingServer {
  /**
   * Resolves once it answers. Throws StartRefusal where people can mend what failed, StoppedWhileStarting where it was
   * ended meanwhile, having stopped what it had started.
   */
  readonly started: Promise<void>;
  /** Becomes unready, finishes what is in flight, then stops the database if it is the embedded one. */
  stop(): Promise<void>;
}

/**
 * Boots: database → migrations → Nest → listen. Takes the configuration, where to write lines for
 * people, and what is around it unless it is alone.
 */
export function startServer(
  config: Config,
  say: (line: string) => void,
  surroundings: Surroundings = ALONE,
): StartingServer {
  const opened = new Opened();
  return { started: open(config, say, surroundings, opened), stop: () => opened.close() };
}

async function open(
  config: Config,
  say: (line: string) => void,
  surroundings: Surroundings,
  opened: Opened,
): Promise<void> {
  let stopMetrics = async (): Promise<void> => {};
  try {
    const database = await surroundings.openDatabase(config, say);
    await opened.add(() => database.stop());
    await assertBound(database);
    const server = await completeConfig(config, database);
    const metrics = server.metricsPort === null ? null : new Registry();
    const tracing = await openTracing(server);
    await opened.add(async () => tracing?.stop());
    // Closed after the application: what it does to the last is measured.
    await opened.add(() => stopMetrics());
    const application = await createApplication(server, { metrics, tracing });
    await opened.add(() => close(application));
    stopMetrics = await surroundings.openMetrics(metrics, server, say);
    await beginAnswering(application, server, surroundings.announces ? say : null);
  } catch (error) {
    await opened.close();
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
