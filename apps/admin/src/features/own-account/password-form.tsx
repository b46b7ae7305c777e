import { Alert, Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { fieldErrors } from '../../shared/api/problem.js';
import { PASSWORD_LENGTH, passwordProblem } from '../../shared/passwords.js';
import { notifyDone } from '../../shared/ui/notify.js';
import { ownAccountText } from '../../text/own-account.js';
import { problemsText } from '../../text/problems.js';
import { accountRefusal } from './account-refusal.js';
import { useChangePassword } from './api/change-password.js';

/** Changes the password, which signs the account out everywhere else. */
export function PasswordForm() {
  const change = useChangePassword();
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: {
      currentPassword: (password) => (password === '' ? problemsText.passwordMissing : null),
      newPassword: passwordProblem,
    },
  });
  const submit = form.onSubmit((values) =>
    change.mutate(values, {
      onSuccess: () => {
        form.reset();
        notifyDone(ownAccountText.passwordChanged);
      },
      onError: (error) => form.setErrors(fieldErrors(error, Object.keys(values)) ?? {}),
    }),
  );
  return (
    <form noValidate onSubmit={submit}>
      <Stack maw={400}>
        {change.isError && Object.keys(form.errors).length === 0 && (
          <Alert color="red" role="alert">
            {accountRefusal(change.error)}
          </Alert>
        )}
        <PasswordInput
          label={ownAccountText.currentPassword}
          autoComplete="current-password"
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label={ownAccountText.newPassword}
          description={ownAccountText.newPasswordHint(PASSWORD_LENGTH)}
          autoComplete="new-password"
          {...form.getInputProps('newPassword')}
        />
        <Group>
          <Button type="submit" variant="default" loading={change.isPending}>
            {ownAccountText.changePassword}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
