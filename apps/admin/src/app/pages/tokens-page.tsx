import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import { tokensQuery } from '../../features/tokens/api/tokens.js';
import { NoTokens } from '../../features/tokens/no-tokens.js';
import { SuspendedTokens } from '../../features/tokens/suspended-tokens.js';
import { TokensTable } from '../../features/tokens/tokens-table.js';
import { PlusIcon } from '../../shared/icons.js';
import { keysQuery } from '../../shared/queries/keys.js';
import { useSession } from '../../shared/queries/session.js';
import { may } from '../../shared/roles.js';
import table from '../../shared/ui/data-table.module.css';
import { PageHeader } from '../../shared/ui/page-header.js';
import { ErrorState, RowsSkeleton } from '../../shared/ui/states.js';
import { CreateTokenPanel, preloadTokenPanel } from './panels.js';

/** The access tokens of applications. */
export function TokensPage() {
  const canManage = may(useSession()?.role, 'manage_tokens');
  const tokens = useQuery(tokensQuery);
  const keys = useQuery(keysQuery);
  const [creating, setCreating] = useState(false);

  useEffect(preloadTokenPanel, []);

  const parts = [tokens, keys];
  const failed = parts.find((part) => part.isError && part.data === undefined);
  return (
    <>
      <PageHeader
        title="Tokens"
        actions={
          canManage && (
            <Button
              leftSection={<PlusIcon />}
              disabled={!tokens.data || !keys.data}
              onClick={() => setCreating(true)}
            >
              Create token
            </Button>
          )
        }
      >
        Access tokens with which applications fetch keys.
      </PageHeader>
      {failed ? (
        <ErrorState
          title="The tokens could not be loaded"
          error={failed.error}
          retrying={parts.some((part) => part.isFetching)}
          onRetry={() => parts.filter((part) => part.isError).forEach((part) => void part.refetch())}
        />
      ) : !tokens.data || !keys.data ? (
        <div className={table.frame}>
          <RowsSkeleton label="Loading the tokens" />
        </div>
      ) : (
        <>
          <SuspendedTokens tokens={tokens.data} canManage={canManage} />
          {tokens.data.length === 0 ? (
            <div className={table.frame}>
              <NoTokens canManage={canManage} onCreate={() => setCreating(true)} />
            </div>
          ) : (
            <TokensTable tokens={tokens.data} keys={keys.data} canManage={canManage} />
          )}
          <Suspense fallback={null}>
            <CreateTokenPanel opened={creating} keys={keys.data} onClose={() => setCreating(false)} />
          </Suspense>
        </>
      )}
    </>
  );
}
