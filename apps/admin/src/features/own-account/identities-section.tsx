import { Alert, Button, Group, PasswordInput, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorMessage, isProblem } from '../../shared/api/problem.js';
import { providersQuery } from '../../shared/queries/providers.js';
import { TimeAgo } from '../../shared/time/time-ago.js';
import { CodeInput } from '../../shared/ui/code-input.js';
import { notifyDone, notifyFailed } from '../../shared/ui/notify.js';
import { ownAccountText } from '../../text/own-account.js';
import { linkedSentence } from '../../text/own-account-sentences.js';
import { accountRefusal } from './account-refusal.js';
import { identitiesQuery, useLinkIdentity, useUnlinkIdentity } from './api/identities.js';

/** The providers that the account is linked to, and those that it can be linked to. */
export function IdentitiesSection() {
  const providers = useQuery(providersQuery);
  const identities = useQuery(identitiesQuery);
  const unlink = useUnlinkIdentity();
  if (identities.isError) return <Text size="sm">{errorMessage(identities.error)}</Text>;
  if (providers.isError) return <Text size="sm">{errorMessage(providers.error)}</Text>;
  if (!identities.data || !providers.data) return <Skeleton height={36} maw={400} />;
  const { items, hasPassword } = identities.data;
  const wordOf = (id: string): string => providers.data.find((one) => one.id === id)?.name ?? id;
  return (
    <Stack maw={480}>
      {items.map(({ id, provider, name, linkedAt }) => (
        <Group key={id} justify="space-between" wrap="nowrap">
          <Text size="sm" truncate>
            {linkedSentence(wordOf(provider), name, <TimeAgo at={linkedAt} />)}
          </Text>
          <Button
            variant="subtle"
            color="red"
            c="var(--mantine-color-error)"
            size="compact-sm"
            aria-label={ownAccountText.providers.unlinkOne(name)}
            disabled={unlink.isPending}
            onClick={() =>
              unlink.mutateAsync(id).then(
                () => notifyDone(ownAccountText.providers.unlinked(name)),
                (error: unknown) => notifyFailed(errorMessage(error)),
              )
            }
          >
            {ownAccountText.providers.unlink}
          </Button>
        </Group>
      ))}
      {providers.data.map(({ id, name }) => (
        <LinkForm key={id} provider={id} name={name} hasPassword={hasPassword} />
      ))}
      {providers.data.length === 0 && items.length === 0 && (
        <Text size="sm" c="dimmed">
          {ownAccountText.providers.none}
        </Text>
      )}
    </Stack>
  );
}

interface LinkFormProps {
  readonly provider: 'oidc' | 'github';
  readonly name: string;
  readonly hasPassword: boolean;
}

/** Links a provider: the password first, where there is one, then the provider's own page. */
function LinkForm({ provider, name, hasPassword }: LinkFormProps) {
  const [opened, setOpened] = useState(false);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const link = useLinkIdentity();
  const needsCode = isProblem(link.error, 'code_required') || isProblem(link.error, 'code_invalid');
  const go = (): void =>
    link.mutate(
      { provider, ...(hasPassword && { password }), ...(code !== '' && { code }) },
      { onError: (error) => !opened && notifyFailed(accountRefusal(error)) },
    );
  if (!opened) {
    return (
      <Group>
        <Button variant="default" loading={link.isPending} onClick={hasPassword ? () => setOpened(true) : go}>
          {ownAccountText.providers.link(name)}
        </Button>
      </Group>
    );
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <Stack>
        {link.error !== null && !isProblem(link.error, 'code_required') && (
          <Alert color="red" role="alert">
            {accountRefusal(link.error)}
          </Alert>
        )}
        <PasswordInput
          label={ownAccountText.password}
          description={ownAccountText.providers.thenAsks(name)}
          autoComplete="current-password"
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {needsCode && <CodeInput value={code} onChange={(event) => setCode(event.currentTarget.value)} />}
        <Group>
          <Button type="submit" disabled={password === ''} loading={link.isPending}>
            {ownAccountText.providers.continueWith(name)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
