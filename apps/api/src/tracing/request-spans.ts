import type { IncomingMessage } from 'node:http';
import {
  type Context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Problem } from '../http/problem.js';

/** The methods that the semantic conventions know; every other one is named the same. */
const METHODS = new Set(['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE']);

/**
 * A span for each request, by OpenTelemetry's semantic conventions for HTTP servers; without the attributes
 * that repeat what was sent: a path holds the names of keys, and anything else besides.
 */
export class RequestSpans {
  readonly #tracer: Tracer;
  readonly #propagator = new W3CTraceContextPropagator();
  readonly #spans = new WeakMap<IncomingMessage, Span>();

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  /** Traces the requests of a server, as children of what their `traceparent` names. */
  trace(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request, reply, done) => {
      const span = this.#begin(request);
      // Unlike Fastify's onResponse it also comes where the client is gone.
      if (span.isRecording()) reply.raw.once('close', () => end(span, reply.raw));
      done();
    });
  }

  /** The span of a request while it is recorded. */
  of(request: IncomingMessage): Span | undefined {
    const span = this.#spans.get(request);
    return span?.isRecording() ? span : undefined;
  }

  /** Notes what a request is refused with. */
  refused(request: IncomingMessage, { code, status }: Problem): void {
    const span = this.of(request);
    span?.setAttribute('ibyok.problem.code', code);
    // By the conventions a server made no error where the client did.
    if (status >= 500) span?.setAttribute('error.type', code);
  }

  #begin({ raw, method: sentMethod, protocol, routeOptions: { url: route } }: FastifyRequest): Span {
    const method = METHODS.has(sentMethod) ? sentMethod : '_OTHER';
    const span = this.#tracer.startSpan(
      `${method === '_OTHER' ? 'HTTP' : method}${route === undefined ? '' : ` ${route}`}`,
      {
        kind: SpanKind.SERVER,
        attributes: {
          'http.request.method': method,
          // Behind a proxy it is what a header says, which can be anything.
          'url.scheme': protocol === 'https' ? 'https' : 'http',
          'http.route': route,
        },
      },
      this.#parentOf(raw),
    );
    this.#spans.set(raw, span);
    return span;
  }

  /** Of all headers `traceparent` alone: what `tracestate` says would go to the collector word for word. */
  #parentOf({ headers: { traceparent } }: IncomingMessage): Context {
    return this.#propagator.extract(ROOT_CONTEXT, { traceparent }, defaultTextMapGetter);
  }
}

function end(span: Span, response: { readonly headersSent: boolean; readonly statusCode: number }): void {
  if (response.headersSent) span.setAttribute('http.response.status_code', response.statusCode);
  if (response.headersSent && response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
