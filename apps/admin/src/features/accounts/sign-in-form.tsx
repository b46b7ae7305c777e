import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery } from '../../shared/queries/session.js';
import { CodeInput } from '../../shared/ui/code-input.js';
import { accountsText } from '../../text/accounts.js';
import { problemsText } from '../../text/problems.js';
import { emailProblem } from './account-rules.js';
import { signIn } from './api/sign-in.js';
import { asksForCode, signInRefusal } from './sign-in-refusal.js';

/** Signs in; calls `onSignedIn` once the session is known to the dashboard. */
export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const client = useQueryClient();
  const [needsCode, setNeedsCode] = useState(false);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '', code: '' },
    validate: {
      email: emailProblem,
      password: (password) => (password === '' ? problemsText.passwordMissing : null),
      code: (code) => (needsCode && code.trim() === '' ? problemsText.codeMissing : null),
    },
  });
  const enter = useMutation({
    mutationFn: signIn,
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      onSignedIn();
    },
    onError: (error) => {
      form.setFieldValue('code', '');
      setNeedsCode(asksForCode(error));
      if (!asksForCode(error)) form.setFieldValue('password', '');
    },
  });
  const submit = form.onSubmit(({ email, password, code }) =>
    enter.mutate({ email: email.trim(), password, ...(needsCode && { code }) }),
  );
  const refusal = enter.isError ? signInRefusal(enter.error) : null;
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {refusal !== null && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <TextInput
          label={accountsText.email}
          type="email"
          autoComplete="username"
          autoFocus
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={accountsText.password}
          autoComplete="current-password"
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        {needsCode && <CodeInput key={form.key('code')} {...form.getInputProps('code')} />}
        <Button type="submit" loading={enter.isPending} fullWidth mt={4}>
          {accountsText.signIn.go}
        </Button>
      </Stack>
    </form>
  );
}
