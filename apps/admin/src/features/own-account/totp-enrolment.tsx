import { Alert, Button, Code, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { QRCodeSVG } from 'qrcode.react';
import { type FormEvent, useState } from 'react';
import { isProblem } from '../../shared/api/problem.js';
import { ownAccountText } from '../../text/own-account.js';
import { uiText } from '../../text/ui.js';
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
            {isProblem(error, 'validation_failed') ? ownAccountText.codes.notShownNow : accountRefusal(error)}
          </Alert>
        )}
        {begin.data ? (
          <>
            <Text size="sm">{ownAccountText.codes.scan}</Text>
            <QRCodeSVG value={begin.data.uri} size={168} marginSize={2} title={ownAccountText.codes.qr} />
            <Code style={{ overflowWrap: 'anywhere' }}>{begin.data.secret.match(/.{1,4}/g)?.join(' ')}</Code>
            <TextInput
              label={uiText.code}
              description={ownAccountText.codes.firstHint}
              autoComplete="one-time-code"
              inputMode="numeric"
              autoFocus
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          </>
        ) : (
          <>
            <Text size="sm">{ownAccountText.codes.off}</Text>
            <PasswordInput
              label={ownAccountText.password}
              description={ownAccountText.codes.passwordHint}
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
            {begin.data ? ownAccountText.codes.turnOn : ownAccountText.codes.setUp}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
