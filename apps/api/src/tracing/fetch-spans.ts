import type { IncomingMessage } from 'node:http';
import type { ModeInfo } from '@ibyok/mode-resolution';
import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { FetchObserver, FetchStep, ObservedFetch } from '../external/fetch-observer.js';
import { Problem } from '../http/problem.js';
import type { RequestSpans } from './request-spans.js';

const NAMES: Readonly<Record<FetchStep, string>> = { facts: 'read facts', record: 'commit record' };

const NOTHING = (): void => {};

/**
 * A span for each statement of a batch of fetches. A span has one parent and a batch many: it is a child of the
 * first recorded fetch, so that the trace of a fetch alone is whole and is sampled as one, and linked both ways with
 * the others, which is what links are for. A child for each fetch would send every statement up to 512 times.
 */
export class FetchSpans implements FetchObserver {
  readonly #tracer: Tracer;
  readonly #requests: RequestSpans;

  constructor(tracer: Tracer, requests: RequestSpans) {
    this.#tracer = tracer;
    this.#requests = requests;
  }

  begins(step: FetchStep, batch: readonly ObservedFetch[]): (error: unknown) => void {
    const recorded = batch.flatMap(({ caller }) => this.#requests.of(caller.message) ?? []);
    const [first, ...others] = recorded;
    if (!first) return NOTHING;
    const span = this.#tracer.startSpan(
      NAMES[step],
      {
        kind: SpanKind.CLIENT,
        attributes: { 'db.system.name': 'postgresql', 'ibyok.batch.size': batch.length },
        links: others.map((other) => ({ context: other.spanContext() })),
      },
      trace.setSpan(ROOT_CONTEXT, first),
    );
    for (const other of others) other.addLink({ context: span.spanContext() });
    return (error) => end(span, error);
  }

  reveals(request: IncomingMessage, { environment, effectiveMode, source }: ModeInfo): void {
    this.#requests.of(request)?.setAttributes({
      'ibyok.environment': environment,
      'ibyok.mode': effectiveMode,
      'ibyok.source': source,
    });
  }
}

/** The error's kind only: messages of drivers can quote what they were given. */
function end(span: Span, error: unknown): void {
  if (error !== null) {
    const kind = error instanceof Problem ? error.code : error instanceof Error ? error.name : 'unknown';
    span.setAttribute('error.type', kind).setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
