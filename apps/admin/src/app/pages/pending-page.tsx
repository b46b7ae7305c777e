import { RowsSkeleton } from '../../shared/ui/states.js';
import { shellText } from '../../text/shell.js';

/** What stands in for a page while it is on its way. */
export function PendingPage() {
  return <RowsSkeleton label={shellText.pending} />;
}
