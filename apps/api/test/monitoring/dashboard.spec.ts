import { readFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { load } from 'js-yaml';
import { readMetrics, type Sample, samplesOf } from '../harness/metrics.js';
import { createKey, fetchValue, startWorkspace } from '../harness/workspace.js';

const DOCS = new URL('../../../../docs/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, DOCS), 'utf8');

interface Panel {
  readonly title: string;
  readonly datasource: { readonly uid: string };
  readonly gridPos: Readonly<Record<'x' | 'y' | 'w' | 'h', number>>;
  readonly targets: readonly { readonly expr: string; readonly datasource: { readonly uid: string } }[];
}

const dashboard: {
  readonly panels: readonly Panel[];
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly type: string; readonly definition?: string }[];
  };
} = JSON.parse(read('monitoring/grafana-dashboard.json'));
const alerts = load(read('monitoring/alerts.yaml')) as {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
};
const variables = dashboard.templating.list;
const rules = alerts.groups.flatMap((group) => group.rules);
const QUERIES: readonly (readonly [string, string])[] = [
  ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...variables.map(({ name, definition = '' }) => [`the variable ${name}`, definition] as const),
];

const { server, owner, app } = await startWorkspace({ env: { IBYOK_METRICS_PORT: '0' } });
const key = await createKey(owner.api);
await fetchValue(app, key.id);
const text = await readMetrics(server);
const served = samplesOf(text);

/** What Prometheus itself adds to every sample. */
const ADDED = ['instance', 'job'];

/** What a query asks for: metrics, each with the labels it selects by. */
function selectorsOf(query: string): readonly { name: string; labels: readonly string[][] }[] {
  return [...query.matchAll(/\b((?:ibyok|process|nodejs)_\w+)(?:\{([^}]*)\})?/g)].map(
    ([, name = '', labels = '']) => ({
      name,
      labels: [...labels.matchAll(/(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"/g)].map((match) => match.slice(1)),
    }),
  );
}

/**
 * What a label is compared with that no sample has. Every alternative of a pattern counts, and what is left out, too: a
 * misspelt one selects, or leaves out, nothing.
 */
function unknownOf(samples: readonly Sample[], [label = '', operator = '', value = '']: readonly string[]) {
  const known = samples.flatMap(({ labels }) => labels[label] ?? []);
  // Most statuses come up only when something fails.
  if (label === 'status' && known.length > 0) known.push(...Object.keys(STATUS_CODES));
  const alternatives = operator.endsWith('~') ? value.split('|') : [value];
  return alternatives.filter((alternative) => {
    const pattern = operator.endsWith('~') ? new RegExp(`^(?:${alternative})$`) : null;
    return !known.some((one) => (pattern ? pattern.test(one) : one === alternative));
  });
}

test.each(QUERIES.filter(([, query]) => query !== ''))('%s asks for what a server serves: %s', (_, query) => {
  const selectors = selectorsOf(query);
  expect(selectors).not.toEqual([]);
  for (const { name, labels } of selectors) {
    const samples = served.filter((sample) => sample.name === name);
    expect({ name, samples: samples.length }).not.toEqual({ name, samples: 0 });
    for (const label of labels.filter(([label = '']) => !ADDED.includes(label)))
      expect({ name, label, unknown: unknownOf(samples, label) }).toEqual({ name, label, unknown: [] });
  }
});

test('the dashboard takes its data from the source that is chosen, and its panels do not overlap', () => {
  expect(variables.map(({ name, type }) => [name, type])).toContainEqual(['datasource', 'datasource']);
  const cells = new Set<string>();
  for (const { datasource, gridPos, targets } of dashboard.panels) {
    for (const source of [datasource, ...targets.map((target) => target.datasource)])
      expect(source.uid).toBe(`\${datasource}`);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        expect(cells.has(`${x} ${y}`)).toBe(false);
        expect(x).toBeLessThan(24);
        cells.add(`${x} ${y}`);
      }
  }
});

test('the page names every metric of ours with its labels, and every alert', () => {
  const page = read('monitoring.md');
  const metrics = [...text.matchAll(/^# TYPE (ibyok_\w+) (\w+)$/gm)].map(([, name = '', type]) => {
    const samples = served.filter((sample) => sample.name.startsWith(name));
    const labels = new Set(samples.flatMap((sample) => Object.keys(sample.labels)));
    labels.delete('le');
    return `${name} ${type} ${[...labels].sort()}`;
  });
  const rows = [...page.matchAll(/^\| `(ibyok_\w+)` \| (\w+) \| ([^|]*)\|/gm)].map(
    ([, name, type, labels = '']) => `${name} ${type} ${[...labels.matchAll(/\w+/g)].map(String).sort()}`,
  );
  expect(rows.sort()).toEqual(metrics.sort());
  const listed = [...page.matchAll(/^\| `([A-Z]\w+[a-z]\w*)` \|/gm)].map(([, name]) => name);
  expect(listed.filter((name) => !name?.includes('_'))).toEqual(rules.map(({ alert }) => alert));
});
