import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { notifyDone } from '../../shared/ui/notify.js';
import { ownAccountText } from '../../text/own-account.js';
import { uiText } from '../../text/ui.js';
import { accountRefusal } from './account-refusal.js';
import { useDisableTotp, useNewRecoveryCodes } from './api/totp.js';

interface TotpChangesProps {
  readonly recoveryCodesLeft: number;
  readonly onRenewed: (recoveryCodes: readonly string[]) => void;
}

/** Makes new recovery codes, or turns one-time codes off: with the password and a code. */
export function TotpChanges({ recoveryCodesLeft, onRenewed }: TotpChangesProps) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const renew = useNewRecoveryCodes();
  const disable = useDisableTotp();
  const pending = renew.isPending || disable.isPending;
  const error = renew.error ?? disable.error;
  const incomplete = password === '' || code === '';
  const proof = { password, code };
  return (
    <Stack maw={400}>
      <Text size="sm">{ownAccountText.codes.left(recoveryCodesLeft)}</Text>
      {error !== null && (
        <Alert color="red" role="alert">
          {accountRefusal(error)}
        </Alert>
      )}
      <PasswordInput
        label={ownAccountText.password}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <TextInput
        label={uiText.code}
        description={uiText.codeHint}
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button
          variant="default"
          disabled={incomplete || pending}
          loading={renew.isPending}
          onClick={() => {
            disable.reset();
            renew.mutate(proof, { onSuccess: ({ recoveryCodes }) => onRenewed(recoveryCodes) });
          }}
        >
          {ownAccountText.codes.renew}
        </Button>
        <Button
          variant="subtle"
          color="red"
          c={incomplete || pending ? undefined : 'var(--mantine-color-error)'}
          disabled={incomplete || pending}
          loading={disable.isPending}
          onClick={() => {
            renew.reset();
            disable.mutateAsync(proof).then(
              () => notifyDone(ownAccountText.codes.turnedOff),
              () => {},
            );
          }}
        >
          {ownAccountText.codes.turnOff}
        </Button>
      </Group>
    </Stack>
  );
}
