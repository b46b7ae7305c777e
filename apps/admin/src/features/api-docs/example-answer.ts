import { mockPathOf, mockValue } from '@ibyok/providers';
import { type OpenApi, resolved, type Schema } from './operations.js';

/** The key that samples are about. */
export interface SampleKey {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly llmType: string;
}

/** What a call could answer about a key: every field that its schema always has, with likely values. */
export function exampleAnswer(document: OpenApi, schema: Schema, key: SampleKey, origin: string): unknown {
  const mockPath = mockPathOf(key.llmType);
  const sometimes = new Set(mockPath === null ? ['day'] : ['day', 'baseUrl']);
  const likely: Readonly<Record<string, unknown>> = {
    keyId: key.id,
    name: key.name,
    slug: key.slug,
    llmType: key.llmType,
    value: mockValue(key.llmType, '0123456789ab'),
    baseUrl: `${origin}${mockPath}`,
    source: 'tenant_setting',
    nextCursor: null,
    rule: 4,
    setting: 'environmentDefault',
    decided: true,
    day: new Date().toISOString().slice(0, 10),
    fetches: 12,
    mock: 12,
    live: 0,
  };
  const exampleOf = (one: Schema, name: string, parent: Schema): unknown => {
    const { type, items, properties, enum: words } = resolved(document, one);
    if (properties) return objectOf(resolved(document, one));
    if (type === 'array') return [exampleOf(items ?? {}, name, {})];
    // What a rule says is a mode, not a key's value.
    if (name === 'value' && parent.properties?.setting) return 'mock';
    if (name in likely) return likely[name];
    return words?.[0] ?? (type === 'integer' ? 0 : type === 'boolean' ? false : '…');
  };
  const objectOf = (one: Schema): object => {
    const names = Object.keys(one.properties ?? {}).filter(
      (name) => one.required?.includes(name) || sometimes.has(name),
    );
    return Object.fromEntries(
      names.map((name) => [name, exampleOf(one.properties?.[name] ?? {}, name, one)]),
    );
  };
  return objectOf(schema);
}
