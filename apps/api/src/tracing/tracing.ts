import type { FastifyInstance } from 'fastify';
import type { FetchObserver } from '../external/fetch-observer.js';
import type { ProblemListener } from '../http/problem.filter.js';

/** Traces of a server, while they are exported. Known without any library of OpenTelemetry. */
export interface Tracing {
  /** Has every request traced from now on. */
  trace(fastify: FastifyInstance): void;
  readonly fetches: FetchObserver;
  readonly onProblem: ProblemListener;
  /** Exports what is left, within a bound of time; never rejects. */
  stop(): Promise<void>;
}
