import { Alert, Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { errorMessage, fieldErrors, isProblem } from '../../shared/api/problem.js';
import { sessionQuery } from '../../shared/queries/session.js';
import { accountsText } from '../../text/accounts.js';
import { createOwner } from './api/create-owner.js';
import { NEW_OWNER_RULES, NewOwnerFields } from './new-owner-fields.js';
import { takeSetupToken } from './setup-token.js';

interface SetupFormProps {
  readonly onCreated: () => void;
  /** The first owner turned out to exist already. */
  readonly onAlreadyDone: () => void;
}

/** Creates the first owner and their workspace. */
export function SetupForm({ onCreated, onAlreadyDone }: SetupFormProps) {
  const client = useQueryClient();
  const [fromLink, setFromLink] = useState(() => takeSetupToken() !== '');
  const form = useForm({
    initialValues: { setupToken: takeSetupToken(), email: '', password: '', tenantName: '' },
    validate: {
      setupToken: (token) => (token.trim() === '' ? accountsText.setup.tokenMissing : null),
      ...NEW_OWNER_RULES,
    },
  });
  useSetupTokenFromLink((token) => {
    form.setFieldValue('setupToken', token);
    setFromLink(true);
  });
  const create = useMutation({
    mutationFn: createOwner,
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      onCreated();
    },
    onError: (error) => {
      if (isProblem(error, 'setup_done')) return onAlreadyDone();
      if (isProblem(error, 'setup_token_invalid')) {
        setFromLink(false);
        form.setFieldError('setupToken', accountsText.setup.tokenInvalid);
        return;
      }
      form.setErrors(fieldErrors(error, Object.keys(form.values)) ?? {});
    },
  });
  const submit = form.onSubmit(({ setupToken, email, password, tenantName }) =>
    create.mutate({
      setupToken: setupToken.trim(),
      email: email.trim(),
      password,
      tenantName: tenantName.trim(),
    }),
  );
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {create.isError && Object.keys(form.errors).length === 0 && (
          <Alert color="red" role="alert">
            {errorMessage(create.error)}
          </Alert>
        )}
        {!fromLink && (
          <PasswordInput
            label={accountsText.setup.token}
            description={accountsText.setup.tokenHint}
            autoComplete="off"
            {...form.getInputProps('setupToken')}
          />
        )}
        <NewOwnerFields getInputProps={form.getInputProps} />
        <Button type="submit" loading={create.isPending} fullWidth mt={4}>
          {accountsText.createWorkspace}
        </Button>
      </Stack>
    </form>
  );
}

/** Also takes a setup link that is opened in a tab which already shows the setup. */
function useSetupTokenFromLink(onToken: (token: string) => void): void {
  useEffect(() => {
    const take = () => {
      if (window.location.hash.startsWith('#token=')) onToken(takeSetupToken());
    };
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  });
}
