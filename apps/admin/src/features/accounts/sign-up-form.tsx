import { Alert, Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { fieldErrors, isProblem } from '../../shared/api/problem.js';
import { sessionQuery } from '../../shared/queries/session.js';
import { focusFirstError } from '../../shared/ui/focus-first-error.js';
import { accountsText } from '../../text/accounts.js';
import { signUp } from './api/sign-up.js';
import { NEW_OWNER_RULES, NewOwnerFields } from './new-owner-fields.js';
import { signInRefusal } from './sign-in-refusal.js';

/** Creates an account with a workspace of its own; calls `onSignedUp` once its session is known. */
export function SignUpForm({ onSignedUp }: { onSignedUp: () => void }) {
  const client = useQueryClient();
  const form = useForm({
    initialValues: { tenantName: '', email: '', password: '' },
    validate: NEW_OWNER_RULES,
  });
  const create = useMutation({
    mutationFn: signUp,
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      onSignedUp();
    },
    onError: (error) => {
      const errors = isProblem(error, 'email_taken')
        ? { email: accountsText.signUp.emailTaken }
        : (fieldErrors(error, Object.keys(form.values)) ?? {});
      form.setErrors(errors);
      focusFirstError(errors);
    },
  });
  const submit = form.onSubmit(
    ({ tenantName, email, password }) =>
      create.mutate({ tenantName: tenantName.trim(), email: email.trim(), password }),
    focusFirstError,
  );
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {create.isError && Object.keys(form.errors).length === 0 && (
          <Alert color="red" role="alert">
            {signInRefusal(create.error)}
          </Alert>
        )}
        <NewOwnerFields getInputProps={form.getInputProps} />
        <Button type="submit" loading={create.isPending} fullWidth mt={4}>
          {accountsText.createWorkspace}
        </Button>
      </Stack>
    </form>
  );
}
