import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Key } from '../../shared/api/types.js';
import { TimeAgo } from '../../shared/time/time-ago.js';
import { Confirm } from '../../shared/ui/confirm.js';
import { keysText } from '../../text/keys.js';
import { useDeleteKey } from './api/delete-key.js';

const words = keysText.deletion;

/** Deletes a key after asking once. */
export function DeleteKey({ apiKey, onDeleted }: { apiKey: Key; onDeleted: () => void }) {
  const [asking, setAsking] = useState(false);
  const remove = useDeleteKey(apiKey.id);
  return (
    <>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          {words.consequence}
        </Text>
        <Button variant="light" color="red" flex="none" onClick={() => setAsking(true)}>
          {words.open}
        </Button>
      </Group>
      <Confirm
        opened={asking}
        title={words.question(apiKey.name)}
        action={words.confirm}
        danger
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => {
          // Not a callback of mutate: with the key, this component goes, and mutate's callbacks go with it.
          remove.mutateAsync().then(onDeleted, () => {});
        }}
        onCancel={() => {
          remove.reset();
          setAsking(false);
        }}
      >
        <Text size="sm">
          {words.forGood}{' '}
          {apiKey.lastUsedAt === null ? (
            words.neverFetched
          ) : (
            <>
              {words.lastFetched} <TimeAgo at={apiKey.lastUsedAt} />.
            </>
          )}
        </Text>
      </Confirm>
    </>
  );
}
