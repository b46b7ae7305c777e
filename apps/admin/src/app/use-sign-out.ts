import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { signOut } from '../features/accounts/api/sign-out.js';
import { errorMessage } from '../shared/api/problem.js';
import { sessionQuery } from '../shared/queries/session.js';
import { notifyFailed } from '../shared/ui/notify.js';

/** Ends the session, forgets what was read with it, and leads to the sign-in. */
export function useSignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      notifications.clean();
      client.setQueryData(sessionQuery.queryKey, null);
      await navigate({ to: '/sign-in' });
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
    onError: (error) => notifyFailed(errorMessage(error)),
  });
}
