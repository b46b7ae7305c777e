import type { Variables } from './variables.js';

const PROTOCOLS = ['http/protobuf', 'http/json'] as const;
const SAMPLERS = ['parentbased_always_on', 'parentbased_traceidratio'] as const;

/** Where traces go, and which. */
export interface TracingConfig {
  /** The address of the collector's traces: /v1/traces at what was given. */
  readonly tracesUrl: string;
  readonly protocol: (typeof PROTOCOLS)[number];
  readonly serviceName: string;
  /** 0 to 1: the share of traces begun here that is exported; one begun elsewhere says so itself. */
  readonly ratio: number;
}

/**
 * Reads OpenTelemetry's own variables; null where OTEL_EXPORTER_OTLP_ENDPOINT is not set: the others then mean
 * nothing, whatever they say. The exporter reads OTEL_EXPORTER_OTLP_HEADERS and its certificates itself.
 */
export function readTracing(variables: Variables): TracingConfig | null {
  const endpoint = variables.text('OTEL_EXPORTER_OTLP_ENDPOINT');
  if (endpoint === null) return null;
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  const plain = url && !url.username && !url.password && !url.search && !url.hash;
  if (!url || !plain || !/^https?:$/.test(url.protocol)) {
    return variables.refuse(
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'must be an address such as http://collector:4318, without credentials (OTEL_EXPORTER_OTLP_HEADERS is for those)',
    );
  }
  return {
    tracesUrl: `${url.href.replace(/\/$/, '')}/v1/traces`,
    protocol: variables.word('OTEL_EXPORTER_OTLP_PROTOCOL', PROTOCOLS, 'http/protobuf'),
    serviceName: variables.text('OTEL_SERVICE_NAME') ?? 'ibyok',
    ratio: readRatio(variables),
  };
}

function readRatio(variables: Variables): number {
  const sampler = variables.word('OTEL_TRACES_SAMPLER', SAMPLERS, 'parentbased_always_on');
  const text = variables.text('OTEL_TRACES_SAMPLER_ARG');
  if (sampler === 'parentbased_always_on' || text === null) return 1;
  if (/^(0|1|0?\.\d+|[01]\.0+)$/.test(text)) return Number(text);
  variables.refuse('OTEL_TRACES_SAMPLER_ARG', 'must be a share between 0 and 1, such as 0.01');
  return 0;
}
