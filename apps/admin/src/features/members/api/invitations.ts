import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { allPages } from '../../../shared/api/all-pages.js';
import { answer, api } from '../../../shared/api/client.js';
import type { Role } from '../../../shared/api/types.js';

/** The invitations that are open; for those who manage members. */
export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: ({ signal }) =>
    allPages(signal, (query) => answer(api.GET('/api/invitations', { params: { query }, signal }))),
});

/** Invites an address; the answer alone carries the link, and is never put into the cache. */
export function useInvite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (invitation: { readonly email: string; readonly role: Role }) =>
      answer(api.POST('/api/invitations', { body: { ...invitation } })),
    gcTime: 0,
    onSuccess: () => client.invalidateQueries(invitationsQuery),
  });
}

/** Withdraws an invitation: its link no longer counts. */
export function useWithdrawInvitation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/invitations/{id}', { params: { path: { id } } })),
    onSuccess: (_, id) => {
      client.setQueryData(invitationsQuery.queryKey, (open) => open?.filter((one) => one.id !== id));
    },
  });
}
