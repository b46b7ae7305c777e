import type { QueryClient } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import { changesQuery } from '../shared/queries/changes.js';
import { sessionQuery } from '../shared/queries/session.js';
import { setupQuery } from '../shared/queries/setup.js';
import { nextPage } from './next-page.js';

/** Lets a page behind the sign-in open, or leads to setup or sign-in and back afterwards. */
export async function requireSession(client: QueryClient, href: string): Promise<void> {
  if (await client.ensureQueryData(sessionQuery)) {
    // Asked ahead of the page's own data: what changes after this look is seen by the next one.
    void client.prefetchQuery(changesQuery);
    return;
  }
  const { needed } = await client.fetchQuery(setupQuery);
  if (needed) throw redirect({ to: '/setup' });
  throw redirect({ to: '/sign-in', search: { next: nextPage(href) } });
}

/** Keeps people who are signed in away from the sign-in and the sign-up. */
export async function requireNoSession(client: QueryClient, next: unknown): Promise<void> {
  // The router hands the address's own parameters on, whatever validateSearch left out: read again here.
  if (await client.ensureQueryData(sessionQuery)) throw redirect({ href: nextPage(next) ?? '/keys' });
  const { needed } = await client.fetchQuery(setupQuery);
  if (needed) throw redirect({ to: '/setup' });
}

/** Opens the setup only while the first owner is missing. */
export async function requireSetupNeeded(client: QueryClient): Promise<void> {
  const { needed } = await client.fetchQuery(setupQuery);
  if (!needed) throw redirect({ to: '/sign-in' });
}
