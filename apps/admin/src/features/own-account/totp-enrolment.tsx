import { Alert, Button, Code, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { QRCodeSVG } from 'qrcode.react';
import { type FormEvent, useState } from 'react';
import { isProblem } from '../../shared/api/problem.js';
import { accountRefusal } from './account-refusal.js';
import { useBeginTotp, useConfirmTotp } from './api/totp.js';

/** Turns one-time codes on: the password, a secret for the app, and its first code. */
export function TotpEnrolment({ onEnabled }: { onEnabled: (recoveryCodes: readonly string[]) => void }) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const begin = useBeginTotp();
  const confirm = useConfirmTotp();
  const error = confirm.error ?? begin.error;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (begin.data) {
      // Not a callback of mutate: once codes are on, this form goes, and mutate's callbacks too.
      confirm.mutateAsync(code).then(
        ({ recoveryCodes }) => onEnabled(recoveryCodes),
        () => {},
      );
    } else {
      begin.mutate(password, { onSuccess: () => setPassword('') });
    }
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack maw={400}>
        {error !== null && (
          <Alert color="red" role="alert">
            {isProblem(error, 'validation_failed')
              ? 'This is not the code that the app shows now.'
              : accountRefusal(error)}
          </Alert>
        )}
        {begin.data ? (
          <>
            <Text size="sm">Scan this with your authenticator app, or type the secret into it.</Text>
            <QRCodeSVG
              value={begin.data.uri}
              size={168}
              marginSize={2}
              title="QR code for an authenticator app"
            />
            <Code style={{ overflowWrap: 'anywhere' }}>{begin.data.secret.match(/.{1,4}/g)?.join(' ')}</Code>
            <TextInput
              label="Code"
              description="The six digits that the app shows now."
              autoComplete="one-time-code"
              inputMode="numeric"
              autoFocus
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          </>
        ) : (
          <>
            <Text size="sm">
              They are off. Once on, signing in by password also takes a code of an authenticator app.
            </Text>
            <PasswordInput
              label="Password"
              description="To be sure that it is you."
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          </>
        )}
        <Group>
          <Button
            type="submit"
            variant={begin.data ? 'filled' : 'default'}
            disabled={(begin.data ? code : password) === ''}
            loading={begin.isPending || confirm.isPending}
          >
            {begin.data ? 'Turn codes on' : 'Set up codes'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
