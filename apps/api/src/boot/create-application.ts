import fastifyCookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { AppModule } from '../app.module.js';
import type { ServerConfig } from '../config/server-config.js';
import { FetchBatching } from '../external/fetch-batching.js';
import { isValueAddress, VALUE_ROUTE } from '../external/value-route.js';
import { DeclaredAccessGuard } from '../http/declared-access.guard.js';
import { ExactRequestGuard } from '../http/exact-request.guard.js';
import { createFastifyAdapter } from '../http/fastify-adapter.js';
import { serveOpenApi } from '../http/openapi.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { refuseHostless } from '../http/request-host.js';
import { refuseForeignMutations } from '../http/request-origin.js';
import { addResponseHeaders } from '../http/response-headers.js';
import { serveDashboard } from '../http/serve-dashboard.js';
import { shedLoad } from '../http/shed-load.js';
import { createValidationPipe } from '../http/validation.js';
import { refuseWrongMethods } from '../http/wrong-methods.js';
import { serveMocks } from '../mocks/serve-mocks.js';
import { observe, type Watching } from './observe.js';

/**
 * Builds the application with everything that every request passes; it does not listen yet. Its requests
 * are measured and traced where there is something to do that with.
 */
export async function createApplication(
  config: ServerConfig,
  watching: Watching,
): Promise<NestFastifyApplication> {
  const adapter = createFastifyAdapter(config.trustProxy);
  const fastify = adapter.getInstance();
  const observers = observe(fastify, watching, config);
  const module = AppModule.of(config, observers);
  const application = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    abortOnError: false,
    bodyParser: false,
    logger: false,
  });
  addResponseHeaders(fastify, config.publicUrl);
  let batching: FetchBatching | null = null;
  shedLoad(fastify, {
    route: VALUE_ROUTE,
    isOf: isValueAddress,
    turnsAway: () => batching?.turnsAway() ?? false,
    publicUrl: config.publicUrl,
    listeners: observers.onProblem,
  });
  refuseWrongMethods(fastify);
  refuseHostless(fastify);
  refuseForeignMutations(fastify, {
    publicUrl: config.publicUrl,
    port: () => portOf(fastify.server.address()),
  });
  application.useGlobalFilters(new ProblemFilter(pino({ level: 'warn' }), observers.onProblem));
  application.useGlobalGuards(new DeclaredAccessGuard(), new ExactRequestGuard());
  application.useGlobalPipes(createValidationPipe());
  if (config.role !== 'dashboard') await serveMocks(fastify);
  if (config.role !== 'external') {
    await application.register(fastifyCookie);
    serveOpenApi(application);
    await serveDashboard(fastify);
  }
  await application.init();
  if (config.role !== 'dashboard') batching = application.get(FetchBatching);
  return application;
}

function portOf(address: string | { readonly port: number } | null): number {
  return typeof address === 'object' && address ? address.port : 0;
}
