import type { ReactNode } from 'react';

/** What a first fetch takes. Takes how to link to the keys and to the tokens. */
export function firstFetchNeeds(
  keys: (words: string) => ReactNode,
  tokens: (words: string) => ReactNode,
): ReactNode {
  return (
    <>
      It takes {keys('a key')} and {tokens('an access token')}.
    </>
  );
}
