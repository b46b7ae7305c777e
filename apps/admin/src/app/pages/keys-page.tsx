import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useMemo } from 'react';
import {
  type Find,
  findOf,
  KEYS_PANELS,
  readKeysPanel,
  readKeysSearch,
} from '../../features/keys/keys-search.js';
import { KeysTable } from '../../features/keys/keys-table.js';
import { NoKeys } from '../../features/keys/no-keys.js';
import { OverridesChanges } from '../../features/keys/overrides-changes.js';
import { UnknownKey } from '../../features/keys/unknown-key.js';
import { EnvironmentSettings } from '../../features/settings/environment-settings.js';
import { EnvironmentSettingsSkeleton } from '../../features/settings/environment-settings-skeleton.js';
import { PlusIcon } from '../../shared/icons.js';
import { usePanelLink } from '../../shared/panel-link.js';
import { environmentDefaultsQuery } from '../../shared/queries/environment-defaults.js';
import { guardrailsQuery } from '../../shared/queries/guardrails.js';
import { keysQuery, useFirstKeys } from '../../shared/queries/keys.js';
import { useSession } from '../../shared/queries/session.js';
import { may } from '../../shared/roles.js';
import table from '../../shared/ui/data-table.module.css';
import { PageHeader } from '../../shared/ui/page-header.js';
import { ErrorState, RowsSkeleton } from '../../shared/ui/states.js';
import { importText } from '../../text/import.js';
import { keysText } from '../../text/keys.js';
import { FirstSteps, useFirstStepsAreKnown } from './first-steps.js';
import { AddKeyPanel, CreateTokenPanel, ImportPanel, LinkedKeyPanel } from './panels.js';

/** Which key is live where, and why; its address says which panel is open and what is sought. */
export function KeysPage() {
  const role = useSession()?.role;
  const canManage = may(role, 'manage_keys');
  // The router hands the address's own parameters on, whatever validateSearch left out: read again here.
  const search = readKeysSearch(useSearch({ from: '/shell/keys' }));
  // The same object as long as it says the same: a panel that opens leaves the table as it is.
  const sought = JSON.stringify(findOf(search));
  const find = useMemo<Find>(() => JSON.parse(sought), [sought]);
  const navigate = useNavigate();
  const { asked, open, close } = usePanelLink(readKeysPanel, KEYS_PANELS);
  const all = useQuery(keysQuery);
  const first = useFirstKeys();
  const defaults = useQuery(environmentDefaultsQuery);
  const guardrails = useQuery(guardrailsQuery);

  const parts = [all, defaults, guardrails];
  const failed = parts.find((part) => part.isError && part.data === undefined);
  const rules = useMemo(
    () => defaults.data && guardrails.data && { defaults: defaults.data, guardrails: guardrails.data },
    [defaults.data, guardrails.data],
  );
  const keys = all.data ?? first;
  const importing = canManage && asked.panel === 'import';
  const creatingToken = may(role, 'manage_tokens') && asked.panel === 'token';
  const stepsAreKnown = useFirstStepsAreKnown(keys !== null && rules !== undefined);
  // Deferred, the first drawing of all this is done in small steps: nothing else waits for the whole of it.
  const isShown = useDeferredValue(stepsAreKnown);
  const isReady = all.data !== undefined && rules !== undefined;
  const show = useCallback(
    (wanted: Find) =>
      void navigate({
        to: '/keys',
        // The panel stays; from the newest address, which may be one step ahead of what is drawn.
        search: (now) => ({ ...wanted, ...readKeysPanel(now) }),
        state: (state) => state,
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  const openKey = useCallback((key: string) => open({ key }), [open]);
  return (
    <>
      <PageHeader
        title={keysText.title}
        actions={
          canManage && (
            <Group gap="xs">
              <Button variant="default" disabled={!isReady} onClick={() => open({ panel: 'import' })}>
                {importText.action}
              </Button>
              <Button leftSection={<PlusIcon />} disabled={!isReady} onClick={() => open({ panel: 'add' })}>
                {keysText.add}
              </Button>
            </Group>
          )
        }
      >
        {keysText.purpose}
      </PageHeader>
      {failed ? (
        <ErrorState
          title={keysText.loadFailed}
          error={failed.error}
          retrying={parts.some((part) => part.isFetching)}
          onRetry={() => parts.filter((part) => part.isError).forEach((part) => void part.refetch())}
        />
      ) : !keys || !rules || !isShown ? (
        <KeysSkeleton />
      ) : (
        <OverridesChanges keys={keys} rules={rules}>
          <FirstSteps
            keys={keys}
            rules={rules}
            onAddKey={() => open({ panel: 'add' })}
            onImport={() => open({ panel: 'import' })}
            onCreateToken={() => open({ panel: 'token' })}
          />
          {all.data ? (
            <EnvironmentSettings keys={all.data} rules={rules} canChange={may(role, 'change_defaults')} />
          ) : (
            // What a default turns over is foreseen from all keys, or not at all.
            <EnvironmentSettingsSkeleton />
          )}
          {asked.key !== undefined && all.data && !all.data.some(({ id }) => id === asked.key) && (
            <UnknownKey onClose={close} />
          )}
          {keys.length === 0 ? (
            <div className={table.frame}>
              <NoKeys
                canManage={canManage}
                onAdd={() => open({ panel: 'add' })}
                onImport={() => open({ panel: 'import' })}
              />
            </div>
          ) : (
            <KeysTable
              keys={keys}
              isComplete={all.data !== undefined}
              rules={rules}
              canManage={canManage}
              find={find}
              onFind={show}
              onOpenSettings={openKey}
            />
          )}
          {all.data && (
            <>
              <AddKeyPanel
                opened={canManage && asked.panel === 'add'}
                keys={all.data}
                rules={rules}
                onClose={close}
              />
              <ImportPanel opened={importing} keys={all.data} onClose={close} />
              <CreateTokenPanel opened={creatingToken} keys={all.data} onClose={close} />
              <LinkedKeyPanel
                keyId={asked.key}
                keys={all.data}
                rules={rules}
                canManage={canManage}
                onClose={close}
              />
            </>
          )}
        </OverridesChanges>
      )}
    </>
  );
}

function KeysSkeleton() {
  return (
    <>
      <EnvironmentSettingsSkeleton />
      <div className={table.frame}>
        <RowsSkeleton label={keysText.loading} rows={8} />
      </div>
    </>
  );
}
