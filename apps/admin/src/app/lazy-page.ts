import { lazyRouteComponent } from '@tanstack/react-router';
import { UnreachableError } from '../shared/api/problem.js';

/**
 * A page whose code is fetched when it is first visited. Where that fails, the router loads the whole dashboard anew,
 * as another version may be served by now; but not while the server is away, which would leave nothing at all.
 */
export const lazyPage: typeof lazyRouteComponent = (importer, name) =>
  lazyRouteComponent(
    () =>
      importer().catch(async (error: unknown) => {
        await fetch('/health/live').catch(() => {
          throw new UnreachableError();
        });
        throw error;
      }),
    name,
  );
