import { APPEND_TO_CHAIN } from './audit-chain-texts.js';
import { changedText } from './changed-text.js';
import { SUM_USAGE } from './usage-sums-texts.js';

/** Appends as before, and notes with the link whose answered fetches it has. */
export const APPEND_NOTING_TENANTS = changedText(APPEND_TO_CHAIN, [
  [
    'SELECT head.number + 1, stamp,',
    `SELECT (SELECT coalesce(array_agg(DISTINCT tenant_id), '{}') FROM entry
        WHERE action = 'key.value.read' AND outcome = 'allowed' AND tenant_id IS NOT NULL),
      head.number + 1, stamp,`,
  ],
  ['INTO link.number,', 'INTO link.tenant_ids, link.number,'],
]);

/** Sums up as before, and defined anew over the former function: its owner and grants stay. */
export const SUM_USAGE_OF_EVERY_TENANT = changedText(SUM_USAGE, [
  ['CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION'],
]);

/**
 * Looks only at the tenants that the step's links note: each is one search in the record's index. Where a link
 * notes none, as those from before do, at every tenant, as before.
 */
export const SUM_USAGE_OF_NOTED_TENANTS = changedText(SUM_USAGE_OF_EVERY_TENANT, [
  [
    'coalesce(sum(records), 0) AS records',
    'coalesce(sum(records), 0) AS records,\n      bool_and(tenant_ids IS NOT NULL) AS noted',
  ],
  ['SELECT number, last_seq, at, records FROM', 'SELECT number, last_seq, at, records, tenant_ids FROM'],
  [
    'FROM public.tenant CROSS JOIN LATERAL (',
    `FROM (
          SELECT DISTINCT noted.id FROM public.audit_link CROSS JOIN unnest(tenant_ids) AS noted (id)
          WHERE step.noted AND number > mark.through_link AND number <= step.link
          UNION ALL SELECT id FROM public.tenant WHERE NOT step.noted
        ) AS tenant CROSS JOIN LATERAL (`,
  ],
  // Else the planner may take the whole index for the outer side, and look for its tenants among these.
  ['\n        ) AS one', '\n          OFFSET 0\n        ) AS one'],
]);
