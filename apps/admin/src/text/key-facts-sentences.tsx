import type { ReactNode } from 'react';

/** Why an old value may go: when it was replaced, and at whom it would be revoked. */
export function letGoSentence(provider: string, rotated: ReactNode): ReactNode {
  return (
    <>
      No application fetched it since the rotation {rotated}, and each that had it has fetched since. Nothing
      breaks when {provider} revokes it.
    </>
  );
}

/** Who has an old value, where, and since when. */
export function holderSentence(token: string, environment: string, when: ReactNode): ReactNode {
  return (
    <>
      <b>{token}</b> in {environment}, {when}
    </>
  );
}

/** When a key expires or expired, and the exact day. */
export function expirySentence(expired: boolean, when: ReactNode, day: string): ReactNode {
  return (
    <>
      {expired ? 'Expired' : 'Expires'} {when}, on {day}.
    </>
  );
}

/** When a rotation is or was due, and the exact day. */
export function rotationSentence(due: boolean, when: ReactNode, day: string): ReactNode {
  return (
    <>
      {due ? 'Rotation was due' : 'Rotation is due'} {when}, on {day}.
    </>
  );
}
