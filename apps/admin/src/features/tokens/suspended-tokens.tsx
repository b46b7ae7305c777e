import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { errorMessage } from '../../shared/api/problem.js';
import type { Token } from '../../shared/api/types.js';
import { focusContent } from '../../shared/ui/focus-content.js';
import { notifyDone, notifyFailed } from '../../shared/ui/notify.js';
import { tokensText } from '../../text/tokens.js';
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
    <Alert color="yellow" title={tokensText.suspended.title} mb="md">
      <Stack gap="xs">
        <Text size="sm">{tokensText.suspended.why}</Text>
        {suspended.map(({ id, name, last4 }) => (
          <Group key={id} justify="space-between" wrap="nowrap" gap="sm">
            <Text size="sm" fw={550} truncate>
              {name} ··{last4}
            </Text>
            {canManage && (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={tokensText.suspended.resumeOne(name)}
                disabled={resume.isPending}
                loading={resume.isPending && resume.variables === id}
                onClick={() =>
                  resume.mutateAsync(id).then(
                    () => {
                      notifyDone(tokensText.suspended.resumed(name));
                      focusContent();
                    },
                    (error: unknown) => notifyFailed(errorMessage(error)),
                  )
                }
              >
                {tokensText.suspended.resume}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
