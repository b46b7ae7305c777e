import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldErrors, isProblem } from '../../shared/api/problem.js';
import type { OfferedInvitation } from '../../shared/api/types.js';
import { PASSWORD_LENGTH, passwordProblem } from '../../shared/passwords.js';
import { CodeInput } from '../../shared/ui/code-input.js';
import { accountsText } from '../../text/accounts.js';
import { problemsText } from '../../text/problems.js';
import { acceptInvitation } from './api/invitations.js';
import { asksForCode, signInRefusal } from './sign-in-refusal.js';

interface InvitationFormProps {
  readonly invitation: OfferedInvitation;
  readonly invitationToken: string;
  readonly onJoined: () => void;
}

/** Joins a workspace: with the password of the account that has the address, or by choosing one. */
export function InvitationForm({ invitation, invitationToken, onJoined }: InvitationFormProps) {
  const client = useQueryClient();
  const { email, hasAccount } = invitation;
  const [needsCode, setNeedsCode] = useState(false);
  const form = useForm({
    initialValues: { password: '', code: '' },
    validate: {
      password: (password) =>
        hasAccount ? (password === '' ? problemsText.passwordMissing : null) : passwordProblem(password),
      code: (code) => (needsCode && code.trim() === '' ? problemsText.codeMissing : null),
    },
  });
  const join = useMutation({
    mutationFn: acceptInvitation,
    // All that is cached may be another workspace's.
    onSuccess: () => {
      client.clear();
      onJoined();
    },
    onError: (error) => {
      form.setFieldValue('code', '');
      setNeedsCode(asksForCode(error));
      form.setErrors(fieldErrors(error, ['password']) ?? {});
    },
  });
  const submit = form.onSubmit(({ password, code }) =>
    join.mutate({ invitationToken, password, ...(needsCode && { code }) }),
  );
  const refusal = join.isError && Object.keys(form.errors).length === 0 ? wordsFor(join.error) : null;
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {refusal !== null && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <TextInput label={accountsText.email} type="email" autoComplete="username" value={email} readOnly />
        <PasswordInput
          label={accountsText.password}
          description={
            hasAccount ? accountsText.invitation.knownPassword : accountsText.passwordHint(PASSWORD_LENGTH)
          }
          autoComplete={hasAccount ? 'current-password' : 'new-password'}
          autoFocus
          {...form.getInputProps('password')}
        />
        {needsCode && <CodeInput {...form.getInputProps('code')} />}
        <Button type="submit" loading={join.isPending} fullWidth mt={4}>
          {accountsText.invitation.join(invitation.tenantName)}
        </Button>
      </Stack>
    </form>
  );
}

function wordsFor(error: unknown): string | null {
  return isProblem(error, 'invalid_credentials')
    ? accountsText.invitation.wrongPassword
    : signInRefusal(error);
}
