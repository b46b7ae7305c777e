import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorMessage } from '../../shared/api/problem.js';
import { totpQuery } from './api/totp.js';
import { RecoveryCodes } from './recovery-codes.js';
import { TotpChanges } from './totp-changes.js';
import { TotpEnrolment } from './totp-enrolment.js';

/** One-time codes of an authenticator app: on or off. */
export function TotpSection() {
  const totp = useQuery(totpQuery);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />;
  if (totp.isError) return <Text size="sm">{errorMessage(totp.error)}</Text>;
  if (!totp.data) return <Skeleton height={36} maw={400} />;
  return totp.data.enabled ? (
    <TotpChanges recoveryCodesLeft={totp.data.recoveryCodesLeft} onRenewed={setCodes} />
  ) : (
    <TotpEnrolment onEnabled={setCodes} />
  );
}
