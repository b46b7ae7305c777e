import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { errorMessage } from '../../shared/api/problem.js';
import type { Token } from '../../shared/api/types.js';
import { focusContent } from '../../shared/ui/focus-content.js';
import { notifyDone, notifyFailed } from '../../shared/ui/notify.js';
import { useResumeToken } from './api/resume-token.js';

interface SuspendedTokensProps {
  readonly tokens: readonly Token[];
  readonly canManage: boolean;
}

/** Tokens that a restored backup has suspended, to be resumed one by one; nothing where there are none. */
export function SuspendedTokens({ tokens, canManage }: SuspendedTokensProps) {
  const resume = useResumeToken();
  const suspended = tokens.filter((token) => token.suspended);
  if (suspended.length === 0) return null;
  return (
    <Alert color="yellow" title="Suspended since a backup was restored" mb="md">
      <Stack gap="xs">
        <Text size="sm">
          These tokens are refused until somebody resumes them: one that was revoked after the backup must not
          count again. Revoke those that you do not know.
        </Text>
        {suspended.map(({ id, name, last4 }) => (
          <Group key={id} justify="space-between" wrap="nowrap" gap="sm">
            <Text size="sm" fw={550} truncate>
              {name} ··{last4}
            </Text>
            {canManage && (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={`Resume ${name}`}
                disabled={resume.isPending}
                loading={resume.isPending && resume.variables === id}
                onClick={() =>
                  resume.mutateAsync(id).then(
                    () => {
                      notifyDone(`${name} counts again.`);
                      focusContent();
                    },
                    (error: unknown) => notifyFailed(errorMessage(error)),
                  )
                }
              >
                Resume
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
