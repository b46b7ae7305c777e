import { queryOptions } from '@tanstack/react-query';
import { allPages } from '../../../shared/api/all-pages.js';
import { answer, api } from '../../../shared/api/client.js';

/** Where the account is signed in. */
export const ownSessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: ({ signal }) =>
    allPages(signal, (query) => answer(api.GET('/api/account/sessions', { params: { query }, signal }))),
});

/** Ends every session of the account, this one too. */
export async function signOutEverywhere(): Promise<void> {
  await answer(api.DELETE('/api/account/sessions'));
}
