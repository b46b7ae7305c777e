import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { errorMessage, isProblem } from '../../shared/api/problem.js';
import { sessionQuery } from '../../shared/queries/session.js';
import { relativeTime } from '../../shared/time/relative-time.js';
import { emailProblem } from './account-rules.js';
import { signIn } from './api/sign-in.js';

/** Signs in; calls `onSignedIn` once the session is known to the dashboard. */
export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const client = useQueryClient();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: emailProblem,
      password: (password) => (password === '' ? 'Enter your password' : null),
    },
  });
  const enter = useMutation({
    mutationFn: signIn,
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      onSignedIn();
    },
    onError: () => form.setFieldValue('password', ''),
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => enter.mutate({ ...values, email: values.email.trim() }))}
    >
      <Stack>
        {enter.isError && (
          <Alert color="red" role="alert">
            {refusal(enter.error)}
          </Alert>
        )}
        <TextInput
          label="Email"
          type="email"
          autoComplete="username"
          autoFocus
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={enter.isPending} fullWidth mt={4}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}

function refusal(error: unknown): string {
  if (isProblem(error, 'invalid_credentials')) return 'This email and password do not belong together.';
  if (isProblem(error, 'too_many_attempts')) {
    const wait = error.retryAfter === null ? 'later' : relativeTime(error.retryAfter * 1000, 0);
    return `Too many attempts. Try again ${wait}.`;
  }
  return errorMessage(error);
}
