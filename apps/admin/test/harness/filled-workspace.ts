import { invite, join } from '../../../api/test/harness/people.js';
import {
  createKey,
  createToken,
  fetchValue,
  startWorkspace,
  type Workspace,
} from '../../../api/test/harness/workspace.js';

/** A workspace in which every page has something to show: keys, tokens, people, a record and a guardrail. */
export async function startFilledWorkspace(): Promise<Workspace> {
  const workspace = await startWorkspace({ env: { DEV_MODE_FORCED: 'mock' } });
  const { api } = workspace.owner;
  const long = 'Key of a team whose name is longer than any column of the table that it stands in';
  for (const name of ['Billing', 'Search', long]) {
    const { id } = await createKey(api, { name });
    await fetchValue(workspace.app, id, 'production');
  }
  await createToken(api, { name: 'billing-service', addressRanges: ['10.0.0.0/8'] });
  await join(workspace.server, api, 'viewer');
  await invite(api, 'admin');
  return workspace;
}
