import type { TestServer } from './test-server.js';

/** A sample of Prometheus's text format. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a server that was started with IBYOK_METRICS_PORT=0 serves at /metrics. */
export async function readMetrics({ process }: Pick<TestServer, 'process'>): Promise<string> {
  const [, url] = /Metrics at (\S+)/.exec(process.stdout) ?? [];
  if (!url) throw new Error('the server does not say where its metrics are');
  return (await fetch(url)).text();
}

/** Reads Prometheus's text format; comments are left out. */
export function samplesOf(text: string): readonly Sample[] {
  return text.split('\n').flatMap((line) => {
    const [, name = '', labels = '', value] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (value === undefined) return [];
    const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', text = '']) => [key, text]);
    return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }];
  });
}

/** The sum of a metric's samples that have these labels. */
export function total(text: string, name: string, labels: Readonly<Record<string, string>> = {}): number {
  return samplesOf(text)
    .filter((sample) => sample.name === name)
    .filter((sample) => Object.entries(labels).every(([key, value]) => sample.labels[key] === value))
    .reduce((sum, { value }) => sum + value, 0);
}
