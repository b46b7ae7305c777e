import { useMutation, useQueryClient } from '@tanstack/react-query';
import { errorMessage } from '../../shared/api/problem.js';
import { notifyFailed } from '../../shared/ui/notify.js';
import { switchWorkspace } from './api/workspaces.js';

/** Goes on in another of one's workspaces, on its first page. */
export function useEnterWorkspace() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: switchWorkspace,
    onSuccess: () => {
      // All that is cached is the former workspace's.
      client.clear();
      window.location.assign('/keys');
    },
    onError: (error) => notifyFailed(errorMessage(error)),
  });
}
