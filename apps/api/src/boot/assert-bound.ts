import { setTimeout } from 'node:timers/promises';
import { findMissingBound, type MissingBound } from '../database/connection-bounds.js';
import { IDLE_IN_TRANSACTION_TIMEOUT, STATEMENT_TIMEOUT } from '../database/data-source-options.js';
import { isDatabaseUnavailable } from '../database/database-errors.js';
import type { OpenedDatabase } from './open-database.js';
import { StartRefusal } from './start-refusal.js';

/** PostgreSQL's protocol_violation: what PgBouncer says to a start-up parameter that it does not know. */
const PROTOCOL_VIOLATION = '08P01';

const REFUSALS: Readonly<Record<MissingBound, string>> = {
  role:
    'DATABASE_URL leads to connections that do not begin as ibyok_app. A pooler in between must pass the start-up ' +
    'parameter "options" on, or connect as a user of its own: ALTER ROLE that user SET role = ibyok_app.',
  timeouts:
    'DATABASE_URL leads to connections without time limits. A pooler in between must pass the start-up parameters ' +
    '"options" and "statement_timeout" on, or connect as a user of its own: ALTER ROLE that user SET ' +
    `statement_timeout = ${STATEMENT_TIMEOUT}, and SET idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_TIMEOUT}.`,
  same_database: 'DATABASE_URL and IBYOK_DATABASE_OWNER_URL lead to different databases.',
};

/**
 * Refuses to start where the application's connections are not bound as they must be, before anything else uses
 * them. Where the database is not there yet, tries again for some seconds. Throws StartRefusal.
 */
export async function assertBound(
  { url, ownerUrl }: Pick<OpenedDatabase, 'url' | 'ownerUrl'>,
  attempts = 6,
): Promise<void> {
  let missing: MissingBound | null;
  try {
    missing = await findMissingBound(url.reveal().toString(), ownerUrl.reveal().toString());
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code !== PROTOCOL_VIOLATION && attempts > 1 && isDatabaseUnavailable(error)) {
      await setTimeout(1_000);
      return assertBound({ url, ownerUrl }, attempts - 1);
    }
    throw connectionRefusal(code);
  }
  if (missing) throw new StartRefusal(REFUSALS[missing]);
}

/** Says what to mend; the driver's own message stays out, as it can quote the URL. */
function connectionRefusal(code: unknown): StartRefusal {
  return new StartRefusal(
    code === PROTOCOL_VIOLATION
      ? 'DATABASE_URL leads to a pooler that takes no start-up parameters "options" and "statement_timeout". Have ' +
          'PgBouncer ignore them: ignore_startup_parameters = options, statement_timeout.'
      : `The database that DATABASE_URL names could not be reached: ${code ?? 'it did not answer in time'}.`,
  );
}
