import type { ReactNode } from 'react';

/** A provider, whom the account is linked to there, and when. */
export function linkedSentence(provider: string, name: string, when: ReactNode): ReactNode {
  return (
    <>
      {provider}: <b>{name}</b>, linked {when}
    </>
  );
}
