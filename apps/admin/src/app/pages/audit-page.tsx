import { Alert, Anchor, Button, Center, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { recordsQuery } from '../../features/audit/api/records.js';
import { AuditFiltersBar } from '../../features/audit/audit-filters-bar.js';
import { readAuditSearch } from '../../features/audit/audit-search.js';
import { ExportButtons } from '../../features/audit/export-buttons.js';
import { NO_FILTERS } from '../../features/audit/filters.js';
import { RecordsTable } from '../../features/audit/records-table.js';
import { tokensQuery } from '../../features/tokens/api/tokens.js';
import { errorMessage } from '../../shared/api/problem.js';
import { RecordIcon } from '../../shared/icons.js';
import { keysQuery } from '../../shared/queries/keys.js';
import table from '../../shared/ui/data-table.module.css';
import { PageHeader } from '../../shared/ui/page-header.js';
import { EmptyState, ErrorState, RowsSkeleton } from '../../shared/ui/states.js';
import { auditText } from '../../text/audit.js';

/** The record of every fetch and every change. */
export function AuditPage() {
  // The router hands the address's own parameters on, whatever validateSearch left out: read again here.
  const { request = '' } = readAuditSearch(useSearch({ from: '/shell/audit' }));
  const [chosen, setFilters] = useState(NO_FILTERS);
  const filters = { ...chosen, requestId: request };
  const keys = useQuery(keysQuery).data ?? [];
  const tokens = useQuery(tokensQuery).data ?? [];
  const records = useInfiniteQuery(recordsQuery(filters));
  const shown = records.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <PageHeader title={auditText.title} actions={<ExportButtons filters={filters} />}>
        {auditText.intro}
      </PageHeader>
      <AuditFiltersBar filters={filters} keys={keys} tokens={tokens} onChange={setFilters} />
      {request !== '' && (
        <Text size="sm" mb="sm">
          {auditText.oneRequest}{' '}
          <Anchor inherit renderRoot={(props) => <Link {...props} to="/audit" search={{}} />}>
            {auditText.wholeRecord}
          </Anchor>
        </Text>
      )}
      {records.isError && !records.data ? (
        <ErrorState
          title={auditText.failed}
          error={records.error}
          retrying={records.isFetching}
          onRetry={() => void records.refetch()}
        />
      ) : !records.data ? (
        <div className={table.frame}>
          <RowsSkeleton label={auditText.loading} />
        </div>
      ) : shown.length === 0 ? (
        <div className={table.frame}>
          <EmptyState icon={<RecordIcon size={20} />} title={auditText.none}>
            {auditText.noneHint}
          </EmptyState>
        </div>
      ) : (
        <RecordsTable records={shown} keys={keys} tokens={tokens} />
      )}
      {records.isFetchNextPageError && (
        <Alert color="red" role="alert" mt="md">
          {errorMessage(records.error)}
        </Alert>
      )}
      {records.hasNextPage && (
        <Center mt="md">
          <Button
            variant="default"
            loading={records.isFetchingNextPage}
            onClick={() => void records.fetchNextPage()}
          >
            {auditText.older}
          </Button>
        </Center>
      )}
    </>
  );
}
