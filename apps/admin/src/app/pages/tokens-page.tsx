import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { tokensQuery } from '../../features/tokens/api/tokens.js';
import { NoTokens } from '../../features/tokens/no-tokens.js';
import { SuspendedTokens } from '../../features/tokens/suspended-tokens.js';
import { readTokensPanel, TOKENS_PANELS } from '../../features/tokens/tokens-search.js';
import { TokensTable } from '../../features/tokens/tokens-table.js';
import { PlusIcon } from '../../shared/icons.js';
import { usePanelLink } from '../../shared/panel-link.js';
import { keysQuery } from '../../shared/queries/keys.js';
import { useSession } from '../../shared/queries/session.js';
import { may } from '../../shared/roles.js';
import table from '../../shared/ui/data-table.module.css';
import { PageHeader } from '../../shared/ui/page-header.js';
import { ErrorState, RowsSkeleton } from '../../shared/ui/states.js';
import { tokensText } from '../../text/tokens.js';
import { CreateTokenPanel } from './panels.js';

/** The access tokens of applications. */
export function TokensPage() {
  const canManage = may(useSession()?.role, 'manage_tokens');
  const tokens = useQuery(tokensQuery);
  const keys = useQuery(keysQuery);
  const { token } = useSearch({ from: '/shell/tokens' });
  const { asked, open: openPanel, close } = usePanelLink(readTokensPanel, TOKENS_PANELS);
  const creating = asked.panel === 'create' && canManage;
  const open = () => openPanel({ panel: 'create' });

  const parts = [tokens, keys];
  const failed = parts.find((part) => part.isError && part.data === undefined);
  return (
    <>
      <PageHeader
        title={tokensText.title}
        actions={
          canManage && (
            <Button leftSection={<PlusIcon />} disabled={!tokens.data || !keys.data} onClick={open}>
              {tokensText.create}
            </Button>
          )
        }
      >
        {tokensText.intro}
      </PageHeader>
      {failed ? (
        <ErrorState
          title={tokensText.notLoaded}
          error={failed.error}
          retrying={parts.some((part) => part.isFetching)}
          onRetry={() => parts.filter((part) => part.isError).forEach((part) => void part.refetch())}
        />
      ) : !tokens.data || !keys.data ? (
        <div className={table.frame}>
          <RowsSkeleton label={tokensText.loading} />
        </div>
      ) : (
        <>
          <SuspendedTokens tokens={tokens.data} canManage={canManage} />
          {tokens.data.length === 0 ? (
            <div className={table.frame}>
              <NoTokens canManage={canManage} onCreate={open} />
            </div>
          ) : (
            <TokensTable tokens={tokens.data} keys={keys.data} canManage={canManage} shown={token} />
          )}
          <CreateTokenPanel opened={creating} keys={keys.data} onClose={close} />
        </>
      )}
    </>
  );
}
