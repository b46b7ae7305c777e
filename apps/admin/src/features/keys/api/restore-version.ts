import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, JSON_TYPE } from '../../../shared/api/client.js';
import { keysQuery } from '../../../shared/queries/keys.js';
import { keyVersionsQuery } from './key-versions.js';

/** Makes an old version's value current again, as a new version. */
export function useRestoreVersion(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: number) =>
      answer(
        api.POST('/api/keys/{id}/versions/{n}/restore', {
          params: { path: { id, n: version } },
          headers: JSON_TYPE,
        }),
      ),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ ...keysQuery, exact: true }),
        client.invalidateQueries(keyVersionsQuery(id)),
      ]),
  });
}
