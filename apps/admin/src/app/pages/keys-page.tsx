import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import { KeysTable } from '../../features/keys/keys-table.js';
import { NoKeys } from '../../features/keys/no-keys.js';
import { EnvironmentSettings } from '../../features/settings/environment-settings.js';
import { EnvironmentSettingsSkeleton } from '../../features/settings/environment-settings-skeleton.js';
import { PlusIcon } from '../../shared/icons.js';
import { environmentDefaultsQuery } from '../../shared/queries/environment-defaults.js';
import { guardrailsQuery } from '../../shared/queries/guardrails.js';
import { keysQuery } from '../../shared/queries/keys.js';
import { useSession } from '../../shared/queries/session.js';
import { may } from '../../shared/roles.js';
import table from '../../shared/ui/data-table.module.css';
import { PageHeader } from '../../shared/ui/page-header.js';
import { ErrorState, RowsSkeleton } from '../../shared/ui/states.js';
import { importText } from '../../text/import.js';
import { FirstSteps } from './first-steps.js';
import { AddKeyPanel, ImportPanel, KeyPanel, preloadKeyPanels } from './panels.js';

/** Which key is live where, and why. */
export function KeysPage() {
  const role = useSession()?.role;
  const canManage = may(role, 'manage_keys');
  const keys = useQuery(keysQuery);
  const defaults = useQuery(environmentDefaultsQuery);
  const guardrails = useQuery(guardrailsQuery);
  const [panel, setPanel] = useState<'add' | 'import' | 'settings' | null>(null);
  const [chosenId, setChosenId] = useState<string | null>(null);

  useEffect(preloadKeyPanels, []);

  const parts = [keys, defaults, guardrails];
  const failed = parts.find((part) => part.isError && part.data === undefined);
  const rules = defaults.data && guardrails.data && { defaults: defaults.data, guardrails: guardrails.data };
  const chosen = keys.data?.find((key) => key.id === chosenId);
  const close = () => setPanel(null);
  return (
    <>
      <PageHeader
        title="Keys"
        actions={
          canManage && (
            <Group gap="xs">
              <Button variant="default" disabled={!keys.data || !rules} onClick={() => setPanel('import')}>
                {importText.action}
              </Button>
              <Button
                leftSection={<PlusIcon />}
                disabled={!keys.data || !rules}
                onClick={() => setPanel('add')}
              >
                Add key
              </Button>
            </Group>
          )
        }
      >
        Which key is live where, and why.
      </PageHeader>
      {failed ? (
        <ErrorState
          title="The keys could not be loaded"
          error={failed.error}
          retrying={parts.some((part) => part.isFetching)}
          onRetry={() => parts.filter((part) => part.isError).forEach((part) => void part.refetch())}
        />
      ) : !keys.data || !rules ? (
        <>
          <EnvironmentSettingsSkeleton />
          <div className={table.frame}>
            <RowsSkeleton label="Loading the keys" />
          </div>
        </>
      ) : (
        <>
          <FirstSteps
            keys={keys.data}
            rules={rules}
            onAddKey={() => setPanel('add')}
            onImport={() => setPanel('import')}
          />
          <EnvironmentSettings keys={keys.data} rules={rules} canChange={may(role, 'change_defaults')} />
          {keys.data.length === 0 ? (
            <div className={table.frame}>
              <NoKeys
                canManage={canManage}
                onAdd={() => setPanel('add')}
                onImport={() => setPanel('import')}
              />
            </div>
          ) : (
            <KeysTable
              keys={keys.data}
              rules={rules}
              onOpenSettings={(key) => {
                setChosenId(key.id);
                setPanel('settings');
              }}
            />
          )}
          <Suspense fallback={null}>
            <AddKeyPanel opened={panel === 'add'} keys={keys.data} rules={rules} onClose={close} />
            <ImportPanel opened={panel === 'import'} keys={keys.data} onClose={close} />
            {chosen && (
              <KeyPanel
                opened={panel === 'settings'}
                apiKey={chosen}
                rules={rules}
                canManage={canManage}
                onClose={close}
              />
            )}
          </Suspense>
        </>
      )}
    </>
  );
}
