import './app/mantine.css';
import './app/styles.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ComponentType, lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { nextPage } from './app/next-page.js';
import { createQueryClient } from './app/query-client.js';
import { createDashboardRouter } from './app/router.js';
import { theme } from './app/theme.js';
import { takeSetupToken } from './features/accounts/setup-token.js';
import { firstIntent } from './shared/first-intent.js';

// Before anything else reads the address: the setup token must not stay in it.
takeSetupToken();

const NOTICES_RETRY_MS = 5_000;

const client = createQueryClient(() => {
  void router.navigate({ to: '/sign-in', search: { next: nextPage(router.state.location.href) } });
});
const router = createDashboardRouter(client);

const Notices = lazy<ComponentType>(async () => {
  await firstIntent;
  return { default: await loadNotices() };
});

/** Tries until it succeeds: the server may just be away, and a dashboard without passing messages is better than none. */
async function loadNotices(): Promise<ComponentType> {
  try {
    return (await import('./app/notices.js')).Notices;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, NOTICES_RETRY_MS));
    return loadNotices();
  }
}

const container = document.getElementById('root');
if (container) {
  createRoot(container).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
          <Suspense fallback={null}>
            <Notices />
          </Suspense>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
