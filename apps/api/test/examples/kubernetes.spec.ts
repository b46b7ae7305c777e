import { loadAll } from 'js-yaml';
import { createKey, createToken, startWorkspace } from '../harness/workspace.js';
import { readExample } from './example-files.js';

const { server, owner } = await startWorkspace({ env: { NODE_ENV: 'production' } });
const openai = await createKey(owner.api, { slug: 'openai' });
const FILE = readExample('kubernetes/external-secret.yml');

interface Store {
  readonly kind: 'SecretStore';
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly provider: {
      readonly webhook: {
        readonly url: string;
        readonly headers: Readonly<Record<string, string>>;
        readonly result: { readonly jsonPath: string };
        readonly secrets: readonly { readonly name: string; readonly secretRef: { readonly name: string } }[];
      };
    };
  };
}
interface StoreReference {
  readonly name: string;
  readonly kind: string;
}
interface ExternalSecret {
  readonly kind: 'ExternalSecret';
  readonly spec: {
    readonly secretStoreRef: StoreReference;
    readonly data: readonly {
      readonly secretKey: string;
      readonly sourceRef?: { readonly storeRef: StoreReference };
      readonly remoteRef: { readonly key: string };
    }[];
  };
}

const documents = loadAll(FILE) as readonly (Store | ExternalSecret)[];
const stores = documents.filter((document) => document.kind === 'SecretStore') as readonly Store[];
const externalSecrets = documents.filter(
  ({ kind }) => kind === 'ExternalSecret',
) as readonly ExternalSecret[];

/** The cluster's Secrets, as the comments of the file have them created. */
const created = FILE.match(/kubectl create secret generic (\S+) --from-file=(\w+)=/) ?? [];
const labelled = FILE.match(/kubectl label secret (\S+) external-secrets\.io\/type=webhook/) ?? [];

/** What the operator puts into templates of Go: `{{ .remoteRef.key }}`, escaped for a query, and Secrets by name. */
function render(template: string, data: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  return template.replace(/\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    const [, group = '', field = ''] = /^\.(\w+)\.(\w+)$/.exec(expression) ?? [];
    const text = data[group]?.[field];
    if (text === undefined) throw new Error(`the operator knows no ${expression}`);
    return text;
  });
}

/** Fetches what an ExternalSecret names, as the operator does: each entry a request. */
async function synchronise(token: string): Promise<Record<string, string>> {
  const secret: Record<string, string> = {};
  for (const { spec } of externalSecrets) {
    for (const { secretKey, sourceRef, remoteRef } of spec.data) {
      const reference = sourceRef?.storeRef ?? spec.secretStoreRef;
      const store = stores.find(
        ({ kind, metadata }) => kind === reference.kind && metadata.name === reference.name,
      );
      if (!store) throw new Error(`there is no store ${reference.name}`);
      const { url, headers, result, secrets } = store.spec.provider.webhook;
      for (const { secretRef } of secrets)
        expect([created[1], labelled[1]]).toEqual([secretRef.name, secretRef.name]);
      const data = {
        remoteRef: { key: encodeURIComponent(remoteRef.key) },
        ...Object.fromEntries(secrets.map(({ name }) => [name, { [created[2] ?? '']: token }])),
      };
      const response = await fetch(render(url, data).replace('https://ibyok.example.com', server.origin), {
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, text]) => [name, render(text, data)]),
        ),
      });
      if (!response.ok) throw new Error(`the webhook answered ${response.status}`);
      const [, field = ''] = /^\$\.(\w+)$/.exec(result.jsonPath) ?? [];
      secret[secretKey] =
        ((await response.json()) as Record<string, string>)[field] ?? refuse(result.jsonPath);
    }
  }
  return secret;
}

function refuse(what: string): never {
  throw new Error(`the answer has nothing at ${what}`);
}

test('its addresses, headers and paths fetch a mock with its address, and a live value with the provider’s', async () => {
  const { token, id } = await createToken(owner.api, { environments: ['staging'] });
  expect(await synchronise(token)).toEqual({
    OPENAI_API_KEY: expect.stringMatching(/^sk-mock-openai-/),
    OPENAI_BASE_URL: `${server.origin}/mock/openai/v1`,
  });
  await owner.api.patch(`/api/keys/${openai.id}/overrides`, { staging: 'live' });
  expect(await synchronise(token)).toEqual({
    OPENAI_API_KEY: openai.value,
    OPENAI_BASE_URL: 'https://api.openai.com/v1',
  });
  await owner.api.delete(`/api/tokens/${id}`);
  await expect(synchronise(token)).rejects.toThrow('the webhook answered 401');
});

test('the token is in no object of the file', () => {
  expect(documents.length).toBe(stores.length + externalSecrets.length);
  expect(FILE).not.toMatch(/ibyok_[0-9A-Za-z]{10}/);
});
