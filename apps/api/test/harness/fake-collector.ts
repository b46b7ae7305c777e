import { gunzipSync } from 'node:zlib';
import { listen } from './listen.js';

/** A span as OTLP/HTTP has it in JSON (opentelemetry-proto, trace.proto). */
export interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status?: { readonly code?: number };
}

/** A stand-in for an OpenTelemetry collector that takes traces over OTLP/HTTP. */
export interface FakeCollector {
  readonly origin: string;
  /** Every export: its headers and its bytes. */
  readonly exports: readonly { readonly headers: Readonly<Record<string, unknown>>; readonly body: Buffer }[];
  /** The spans that came as JSON. */
  spans(): readonly SentSpan[];
  /** The attributes of what spans are of. */
  resource(): Readonly<Record<string, unknown>>;
  /** From now on: takes spans, answers with a status, or never answers. */
  answerWith(answer: number | 'silence'): void;
}

/** Starts one; it takes spans until it is told otherwise. */
export async function startFakeCollector(): Promise<FakeCollector> {
  const exports: { headers: Readonly<Record<string, unknown>>; body: Buffer }[] = [];
  let answer: number | 'silence' = 200;
  const origin = await listen(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const sent = Buffer.concat(chunks);
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
    if (request.url !== '/v1/traces' || request.method !== 'POST') return response.writeHead(404).end();
    exports.push({ headers: request.headers, body });
    if (answer === 'silence') return undefined;
    return response.writeHead(answer, { 'content-type': 'application/json' }).end('{}');
  });
  const parsed = () => exports.flatMap(({ body }) => JSON.parse(body.toString()).resourceSpans);
  return {
    origin,
    exports,
    spans: () =>
      parsed().flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope: { spans: SentSpan[] }) => scope.spans)),
    resource: () => attributesOf(parsed()[0]?.resource ?? { attributes: [] }),
    answerWith: (given) => {
      answer = given;
    },
  };
}

/** The attributes of a span or resource by name; whole numbers as OTLP has them, in text or not, as numbers. */
export function attributesOf({
  attributes,
}: Pick<SentSpan, 'attributes'>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.intValue === undefined ? Object.values(value)[0] : Number(value.intValue),
    ]),
  );
}
