import { queryOptions } from '@tanstack/react-query';
import { allPages } from '../../../shared/api/all-pages.js';
import { answer, api } from '../../../shared/api/client.js';
import type { Session } from '../../../shared/api/types.js';

/** The workspaces of whoever is signed in. */
export const workspacesQuery = queryOptions({
  queryKey: ['workspaces'],
  queryFn: ({ signal }) =>
    allPages(signal, (query) => answer(api.GET('/api/session/tenants', { params: { query }, signal }))),
});

/** Goes on in another workspace, with a session of its own. */
export function switchWorkspace(tenantId: string): Promise<Session> {
  return answer(api.POST('/api/session/tenant', { body: { tenantId } }));
}
