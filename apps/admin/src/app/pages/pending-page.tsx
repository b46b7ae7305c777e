import { RowsSkeleton } from '../../shared/ui/states.js';

/** What stands in for a page while it is on its way. */
export function PendingPage() {
  return <RowsSkeleton label="Loading the page" />;
}
