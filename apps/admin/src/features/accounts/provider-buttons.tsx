import { Alert, Button, Divider, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { errorMessage } from '../../shared/api/problem.js';
import type { SignInProvider } from '../../shared/api/types.js';
import { providersQuery } from '../../shared/queries/providers.js';
import { accountsText } from '../../text/accounts.js';
import { beginProviderSignIn } from './api/begin-provider-sign-in.js';

interface ProviderButtonsProps {
  /** Accepted by the provider's sign-in; null for a plain one. */
  readonly invitationToken: string | null;
}

/** One button for each sign-in provider of the server; nothing where it has none. */
export function ProviderButtons({ invitationToken }: ProviderButtonsProps) {
  const providers = useQuery(providersQuery).data ?? [];
  const leave = useMutation({
    mutationFn: (provider: SignInProvider['id']) => beginProviderSignIn(provider, invitationToken),
    onSuccess: (location) => window.location.assign(location),
  });
  if (providers.length === 0) return null;
  return (
    <Stack mt="md" gap="sm">
      <Divider label={accountsText.or} />
      {leave.isError && (
        <Alert color="red" role="alert">
          {errorMessage(leave.error)}
        </Alert>
      )}
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          variant="default"
          fullWidth
          loading={leave.isPending && leave.variables === id}
          disabled={leave.isPending}
          onClick={() => leave.mutate(id)}
        >
          {accountsText.continueWith(name)}
        </Button>
      ))}
    </Stack>
  );
}
