import { Button, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorMessage } from '../../shared/api/problem.js';
import type { Key } from '../../shared/api/types.js';
import { TimeAgo } from '../../shared/time/time-ago.js';
import { Confirm } from '../../shared/ui/confirm.js';
import { notifyDone } from '../../shared/ui/notify.js';
import { keysText } from '../../text/keys.js';
import { keyVersionsQuery } from './api/key-versions.js';
import { useRestoreVersion } from './api/restore-version.js';
import classes from './versions-list.module.css';

const words = keysText.versions;

/** Of a list with one version: when it arrives, nothing below must move under somebody's pointer. */
const USUAL_HEIGHT = 55;

/** The history of a key's value, newest first; any old version can be made current again. */
export function VersionsList({ apiKey, canManage }: { apiKey: Key; canManage: boolean }) {
  const versions = useQuery(keyVersionsQuery(apiKey.id));
  const restore = useRestoreVersion(apiKey.id);
  const [asked, setAsked] = useState<number | null>(null);

  if (versions.isPending)
    return <Skeleton height={USUAL_HEIGHT} mt="sm" role="status" aria-label={words.loading} />;
  if (versions.isError) {
    return (
      <Text size="sm" c="var(--mantine-color-error)" mt="sm" role="alert">
        {words.loadFailed} {errorMessage(versions.error)}{' '}
        <Button size="compact-xs" variant="default" onClick={() => void versions.refetch()}>
          {words.tryAgain}
        </Button>
      </Text>
    );
  }
  const newestFirst = [...versions.data].sort((a, b) => b.version - a.version);
  const current = newestFirst[0]?.version;
  return (
    <>
      <ul className={classes.list} aria-label={words.title}>
        {newestFirst.map(({ version, createdAt, createdBy, restoredFrom }) => (
          <li key={version} className={classes.version}>
            <div className={classes.words}>
              <span className={classes.number}>{words.version(version)}</span>
              {version === current && <span className={classes.current}>{words.current}</span>}
              <div className={classes.dim}>
                <TimeAgo at={createdAt} /> {words.by(createdBy.name)}
                {restoredFrom != null && words.restoredFrom(restoredFrom)}
              </div>
            </div>
            {canManage && version !== current && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={words.restoreOf(version)}
                onClick={() => setAsked(version)}
              >
                {words.restore}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Confirm
        opened={asked !== null}
        title={words.question(asked ?? 0, apiKey.name)}
        action={words.restore}
        pending={restore.isPending}
        error={restore.error}
        onCancel={() => {
          restore.reset();
          setAsked(null);
        }}
        onConfirm={() => {
          if (asked === null) return;
          restore.mutate(asked, {
            onSuccess: ({ version }) => {
              setAsked(null);
              notifyDone(words.restored(asked, apiKey.name, version));
            },
          });
        }}
      >
        <Text size="sm">{words.consequence}</Text>
      </Confirm>
    </>
  );
}
