import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import type { SignInProvider } from '../../../shared/api/types.js';

/** How the account can be signed in to. */
export const identitiesQuery = queryOptions({
  queryKey: ['account', 'identities'],
  queryFn: ({ signal }) => answer(api.GET('/api/account/identities', { signal })),
});

export interface NewIdentity {
  readonly provider: SignInProvider['id'];
  /** Where the account has one. */
  readonly password?: string;
  readonly code?: string;
}

/** The provider's page at which an identity is linked. Fails as a sign-in does. */
export function useLinkIdentity() {
  return useMutation({
    mutationFn: async (identity: NewIdentity) =>
      (await answer(api.POST('/api/account/identities', { body: { ...identity } }))).location,
    gcTime: 0,
    onSuccess: (location) => window.location.assign(location),
  });
}

/** Unlinks an identity. Fails with `last_sign_in_method`. */
export function useUnlinkIdentity() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE('/api/account/identities/{id}', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries(identitiesQuery),
  });
}
