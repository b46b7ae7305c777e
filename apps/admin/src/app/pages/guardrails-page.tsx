import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { GuardrailsTable } from '../../features/guardrails/guardrails-table.js';
import { guardrailsQuery } from '../../shared/queries/guardrails.js';
import table from '../../shared/ui/data-table.module.css';
import { PageHeader } from '../../shared/ui/page-header.js';
import { ErrorState, RowsSkeleton } from '../../shared/ui/states.js';
import { guardrailsText } from '../../text/guardrails.js';

/** What this server forces, and who can change it. */
export function GuardrailsPage() {
  const guardrails = useQuery(guardrailsQuery);
  return (
    <>
      <PageHeader title={guardrailsText.title}>{guardrailsText.intro}</PageHeader>
      {guardrails.data ? (
        <>
          <GuardrailsTable guardrails={guardrails.data} />
          <Text size="sm" c="dimmed" mt="md" maw={640}>
            {guardrailsText.whoChanges}
          </Text>
        </>
      ) : guardrails.isError ? (
        <ErrorState
          title={guardrailsText.failed}
          error={guardrails.error}
          retrying={guardrails.isFetching}
          onRetry={() => void guardrails.refetch()}
        />
      ) : (
        <div className={table.frame}>
          <RowsSkeleton label={guardrailsText.loading} rows={4} />
        </div>
      )}
    </>
  );
}
