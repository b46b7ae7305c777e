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

// Before anything else reads the address: the setup token must not stay in it.
takeSetupToken();

const client = createQueryClient(() => {
  void router.navigate({ to: '/sign-in', search: { next: nextPage(router.state.location.href) } });
});
const router = createDashboardRouter(client);

// A dashboard without passing messages is better than none, should the server stop just now.
const Notices = lazy<ComponentType>(() =>
  import('./app/notices.js').then(
    (module) => ({ default: module.Notices }),
    () => ({ default: () => null }),
  ),
);

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
