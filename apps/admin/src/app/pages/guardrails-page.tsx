import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { GuardrailsTable } from '../../features/guardrails/guardrails-table.js';
import { guardrailsQuery } from '../../shared/queries/guardrails.js';
import table from '../../shared/ui/data-table.module.css';
import { PageHeader } from '../../shared/ui/page-header.js';
import { ErrorState, RowsSkeleton } from '../../shared/ui/states.js';

/** What this server forces, and who can change it. */
export function GuardrailsPage() {
  const guardrails = useQuery(guardrailsQuery);
  return (
    <>
      <PageHeader title="Guardrails">
        What this server forces or forbids, above every key and setting.
      </PageHeader>
      {guardrails.data ? (
        <>
          <GuardrailsTable guardrails={guardrails.data} />
          <Text size="sm" c="dimmed" mt="md" maw={640}>
            Only an administrator of the server can change a guardrail: it is a variable in the server’s own
            environment and is read when the server starts, so a change needs a restart. Nobody can change it
            here, whatever their role.
          </Text>
        </>
      ) : guardrails.isError ? (
        <ErrorState
          title="The guardrails could not be loaded"
          error={guardrails.error}
          retrying={guardrails.isFetching}
          onRetry={() => void guardrails.refetch()}
        />
      ) : (
        <div className={table.frame}>
          <RowsSkeleton label="Loading the guardrails" rows={4} />
        </div>
      )}
    </>
  );
}
