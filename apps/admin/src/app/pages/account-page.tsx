import { Alert, Button, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { identitiesQuery } from '../../features/own-account/api/identities.js';
import { signOutEverywhere } from '../../features/own-account/api/sessions.js';
import { IdentitiesSection } from '../../features/own-account/identities-section.js';
import { OwnSessions } from '../../features/own-account/own-sessions.js';
import { PasswordForm } from '../../features/own-account/password-form.js';
import { ShortcutsPreference } from '../../features/own-account/shortcuts-preference.js';
import { TotpSection } from '../../features/own-account/totp-section.js';
import { errorMessage } from '../../shared/api/problem.js';
import { returnProblem } from '../../shared/provider-return.js';
import { sessionQuery, useSession } from '../../shared/queries/session.js';
import { notifyFailed } from '../../shared/ui/notify.js';
import { PageHeader } from '../../shared/ui/page-header.js';
import { ownAccountText } from '../../text/own-account.js';
import { shortcutsText } from '../../text/shortcuts.js';

/** One's own account, whichever workspace one is in. */
export function AccountPage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const problem = returnProblem(useSearch({ from: '/shell/account' }).problem);
  const hasPassword = useQuery(identitiesQuery).data?.hasPassword ?? true;
  const leave = useMutation({
    mutationFn: signOutEverywhere,
    onSuccess: async () => {
      client.setQueryData(sessionQuery.queryKey, null);
      await navigate({ to: '/sign-in' });
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
    onError: (error) => notifyFailed(errorMessage(error)),
  });
  return (
    <>
      <PageHeader title={ownAccountText.title}>{useSession()?.account.email}</PageHeader>
      {problem !== null && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      <Part title={ownAccountText.password}>
        {hasPassword ? <PasswordForm /> : <Text size="sm">{ownAccountText.noPassword}</Text>}
      </Part>
      {hasPassword && (
        <Part title={ownAccountText.codes.title}>
          <TotpSection />
        </Part>
      )}
      <Part title={ownAccountText.providers.title}>
        <IdentitiesSection />
      </Part>
      <Part title={shortcutsText.preferences}>
        <ShortcutsPreference />
      </Part>
      <Part title={ownAccountText.sessions.title}>
        <OwnSessions />
        <Button variant="default" mt="md" loading={leave.isPending} onClick={() => leave.mutate()}>
          {ownAccountText.sessions.endAll}
        </Button>
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Title order={2} size="h4" mt="xl" mb="sm">
        {title}
      </Title>
      {children}
    </section>
  );
}
