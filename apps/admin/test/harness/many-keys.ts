import type { Workspace } from '../../../api/test/harness/workspace.js';

/**
 * Gives a workspace many keys, `Key 0001` and on, the last one the newest. They have all that lists and changes of
 * modes need, but no value: storing thousands one by one would take minutes.
 */
export async function addManyKeys({ database, owner }: Workspace, count: number): Promise<void> {
  await database.query(
    `INSERT INTO key (id, tenant_id, slug, name, llm_type, last4, version, override_staging, created_at)
     SELECT 'key_' || lpad(n::text, 22, '0'), $1, 'key-' || n, 'Key ' || lpad(n::text, greatest(4, length(n::text)), '0'),
            (ARRAY['openai', 'anthropic', 'groq', 'google', 'mistral'])[1 + n % 5], right(lpad(n::text, 4, '0'), 4), 1,
            CASE WHEN n % 10 = 0 THEN 'live' ELSE 'inherit' END, now() - interval '1 day' + n * interval '1 second'
     FROM generate_series(1, $2) AS n`,
    [owner.session.tenant.id, count],
  );
}
