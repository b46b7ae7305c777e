import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { readAuditSearch } from '../features/audit/audit-search.js';
import { readKeysSearch } from '../features/keys/keys-search.js';
import { readMembersSearch } from '../features/members/members-search.js';
import { readTokensSearch } from '../features/tokens/tokens-search.js';
import { readUsageSearch } from '../features/usage/usage-search.js';
import { readPlaygroundSearch } from '../shared/modes/playground-facts.js';
import { requireNoSession, requireSession, requireSetupNeeded } from './guards.js';
import { lazyPage } from './lazy-page.js';
import { nextPage } from './next-page.js';
import { KeysPage } from './pages/keys-page.js';
import { NotFoundPage } from './pages/not-found-page.js';
import { PendingPage } from './pages/pending-page.js';
import { UnavailablePage } from './pages/unavailable-page.js';
import { Shell } from './shell.js';

interface RouterContext {
  readonly client: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({
  errorComponent: UnavailablePage,
  notFoundComponent: NotFoundPage,
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  beforeLoad: ({ context }) => requireSetupNeeded(context.client),
  component: lazyPage(() => import('./pages/setup-page.js'), 'SetupPage'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({
    next: asked,
    problem,
  }: Record<string, unknown>): { next?: string; problem?: string } => {
    const next = nextPage(asked);
    return { ...(next !== undefined && { next }), ...(typeof problem === 'string' && { problem }) };
  },
  beforeLoad: ({ context, search }) => requireNoSession(context.client, search.next),
  component: lazyPage(() => import('./pages/sign-in-page.js'), 'SignInPage'),
});

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  beforeLoad: ({ context }) => requireNoSession(context.client, undefined),
  component: lazyPage(() => import('./pages/sign-up-page.js'), 'SignUpPage'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyPage(() => import('./pages/invitation-page.js'), 'InvitationPage'),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: ({ context, location }) => requireSession(context.client, location.href),
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/keys' });
  },
});

const keys = createRoute({
  getParentRoute: () => shell,
  path: '/keys',
  validateSearch: readKeysSearch,
  component: KeysPage,
});

const tokens = createRoute({
  getParentRoute: () => shell,
  path: '/tokens',
  validateSearch: readTokensSearch,
  component: lazyPage(() => import('./pages/tokens-page.js'), 'TokensPage'),
});

const usage = createRoute({
  getParentRoute: () => shell,
  path: '/usage',
  validateSearch: readUsageSearch,
  component: lazyPage(() => import('./pages/usage-page.js'), 'UsagePage'),
});

const guardrails = createRoute({
  getParentRoute: () => shell,
  path: '/guardrails',
  component: lazyPage(() => import('./pages/guardrails-page.js'), 'GuardrailsPage'),
});

const playground = createRoute({
  getParentRoute: () => shell,
  path: '/playground',
  validateSearch: readPlaygroundSearch,
  component: lazyPage(() => import('./pages/playground-page.js'), 'PlaygroundPage'),
});

const members = createRoute({
  getParentRoute: () => shell,
  path: '/members',
  validateSearch: readMembersSearch,
  component: lazyPage(() => import('./pages/members-page.js'), 'MembersPage'),
});

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  validateSearch: readAuditSearch,
  component: lazyPage(() => import('./pages/audit-page.js'), 'AuditPage'),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  validateSearch: ({ problem, linked }: Record<string, unknown>): { problem?: string; linked?: string } => ({
    ...(typeof problem === 'string' && { problem }),
    ...(typeof linked === 'string' && { linked }),
  }),
  component: lazyPage(() => import('./pages/account-page.js'), 'AccountPage'),
});

const apiDocs = createRoute({
  getParentRoute: () => shell,
  path: '/api-docs',
  validateSearch: ({ key }: Record<string, unknown>): { key?: string } =>
    typeof key === 'string' ? { key } : {},
  component: lazyPage(() => import('./pages/api-docs-page.js'), 'ApiDocsPage'),
});

const routeTree = root.addChildren([
  setup,
  signIn,
  signUp,
  invitation,
  shell.addChildren([home, keys, tokens, usage, guardrails, playground, members, audit, account, apiDocs]),
]);

/** The dashboard's routes, over a cache of what the server said. */
export function createDashboardRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: PendingPage,
    defaultPendingMs: 400,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDashboardRouter>;
  }
}
