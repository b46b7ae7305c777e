import { createKey, fetchValue, type Workspace } from './workspace.js';

/** Where the mock of a provider answers, and a value that it takes. */
export interface Mock {
  readonly value: string;
  readonly baseUrl: string;
}

/** Stores a key of a provider and fetches it for development, as an application does. */
export async function mockOf({ owner, app }: Workspace, llmType: string): Promise<Mock> {
  const key = await createKey(owner.api, { llmType, value: `value-of-${llmType}` });
  const { value, baseUrl } = (await fetchValue(app, key.id, 'development')).body;
  if (baseUrl === undefined) throw new Error(`there is no mock of ${llmType}`);
  return { value, baseUrl };
}
