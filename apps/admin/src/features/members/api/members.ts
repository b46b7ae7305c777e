import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { allPages } from '../../../shared/api/all-pages.js';
import { answer, api } from '../../../shared/api/client.js';
import type { Role } from '../../../shared/api/types.js';
import { invitationsQuery } from './invitations.js';

/** Everybody in the workspace. */
export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) =>
    allPages(signal, (query) => answer(api.GET('/api/members', { params: { query }, signal }))),
});

/** Gives somebody another role; they have to sign in again. */
export function useChangeRole() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, role }: { readonly id: string; readonly role: Role }) =>
      answer(api.PATCH('/api/members/{id}', { params: { path: { id } }, body: { role } })),
    onSettled: () =>
      Promise.all([client.invalidateQueries(membersQuery), client.invalidateQueries(invitationsQuery)]),
  });
}

/** Takes somebody out of the workspace, with the tokens they created. */
export function useRemoveMember() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/members/{id}', { params: { path: { id } } })),
    onSuccess: (_, id) => {
      client.setQueryData(membersQuery.queryKey, (members) => members?.filter((member) => member.id !== id));
      void client.invalidateQueries({ queryKey: ['tokens'] });
      void client.invalidateQueries(invitationsQuery);
    },
  });
}
