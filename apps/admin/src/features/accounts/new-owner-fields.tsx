import { PasswordInput, TextInput } from '@mantine/core';
import { PASSWORD_LENGTH, passwordProblem } from '../../shared/passwords.js';
import { accountsText } from '../../text/accounts.js';
import { emailProblem } from './account-rules.js';

/** What is wrong with each of the fields as typed, for a form's `validate`. */
export const NEW_OWNER_RULES = {
  tenantName: (name: string) => (name.trim() === '' ? accountsText.workspaceMissing : null),
  email: emailProblem,
  password: passwordProblem,
};

interface NewOwnerFieldsProps {
  /** A form's own, for the fields of the rules. */
  readonly getInputProps: (field: keyof typeof NEW_OWNER_RULES) => object;
}

/** What an account with a workspace of its own begins with. */
export function NewOwnerFields({ getInputProps }: NewOwnerFieldsProps) {
  return (
    <>
      <TextInput
        label={accountsText.workspaceName}
        placeholder={accountsText.workspaceExample}
        autoComplete="organization"
        autoFocus
        {...getInputProps('tenantName')}
      />
      <TextInput
        label={accountsText.email}
        type="email"
        autoComplete="username"
        {...getInputProps('email')}
      />
      <PasswordInput
        label={accountsText.password}
        description={accountsText.passwordHint(PASSWORD_LENGTH)}
        autoComplete="new-password"
        {...getInputProps('password')}
      />
    </>
  );
}
