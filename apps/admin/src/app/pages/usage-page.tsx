import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { tokensQuery } from '../../features/tokens/api/tokens.js';
import { usageQuery } from '../../features/usage/api/series.js';
import { Figures } from '../../features/usage/figures.js';
import { NoUsage } from '../../features/usage/no-usage.js';
import { presentDay } from '../../features/usage/shown-period.js';
import { UsageBar } from '../../features/usage/usage-bar.js';
import {
  exportAddress,
  readUsageSearch,
  type UsageSearch,
  usageParameters,
} from '../../features/usage/usage-search.js';
import { UsageSkeleton } from '../../features/usage/usage-skeleton.js';
import { UsageView } from '../../features/usage/usage-view.js';
import { keysQuery } from '../../shared/queries/keys.js';
import table from '../../shared/ui/data-table.module.css';
import { PageHeader } from '../../shared/ui/page-header.js';
import { ErrorState } from '../../shared/ui/states.js';
import { usageText } from '../../text/usage.js';

/** Fetches over time. All that is chosen is in the address. */
export function UsagePage() {
  // The router adds to what was read what the address holds beside it.
  const search = readUsageSearch({ ...useSearch({ from: '/shell/usage' }) });
  const navigate = useNavigate({ from: '/usage' });
  const parameters = usageParameters(search, presentDay());
  const usage = useQuery(usageQuery(parameters));
  const keys = useQuery(keysQuery).data ?? [];
  const tokens = useQuery(tokensQuery).data ?? [];
  // As on the Keys page: Back leads to the page before, not through everything that was tried here.
  const change = (changed: UsageSearch): void => void navigate({ search: changed, replace: true });
  return (
    <>
      <PageHeader
        title={usageText.title}
        actions={
          <Button component="a" variant="default" href={exportAddress(parameters)} download>
            {usageText.exportCsv}
          </Button>
        }
      >
        {usageText.intro}
      </PageHeader>
      <UsageBar search={search} keys={keys} tokens={tokens} onChange={change} />
      {usage.isError && (!usage.data || usage.isPlaceholderData) ? (
        <ErrorState
          title={usageText.failed}
          error={usage.error}
          retrying={usage.isFetching}
          onRetry={() => void usage.refetch()}
        />
      ) : !usage.data ? (
        <UsageSkeleton />
      ) : (
        <div aria-busy={usage.isPlaceholderData}>
          <Figures totals={usage.data.totals} search={search} />
          {usage.data.totals.fetches === 0 ? (
            <div className={table.frame}>
              <NoUsage search={search} slug={keys[0]?.slug} onClear={change} />
            </div>
          ) : (
            <UsageView usage={usage.data} search={search} onChange={change} />
          )}
        </div>
      )}
    </>
  );
}
