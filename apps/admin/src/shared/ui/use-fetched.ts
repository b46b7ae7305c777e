import { type ComponentType, useEffect, useState } from 'react';
import { shellText } from '../../text/shell.js';
import { notifyFailed } from './notify.js';

/** Until what could not be fetched is tried again. */
const RETRY_MS = 3_000;

/**
 * A component that is fetched once it is wanted; null until then. A failure is said, and tried again for as long as
 * it is wanted: the server may just be away.
 */
export function useFetched<Props>(
  wanted: boolean,
  fetchIt: () => Promise<ComponentType<Props>>,
): ComponentType<Props> | null {
  const [fetched, setFetched] = useState<{ readonly component: ComponentType<Props> } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is fetched once, when it is wanted
  useEffect(() => {
    if (!wanted || fetched) return;
    let retry: number | undefined;
    const attempt = (isFirst: boolean): Promise<void> =>
      fetchIt().then(
        (component) => setFetched({ component }),
        () => {
          if (retry === -1) return;
          if (isFirst) notifyFailed(shellText.partNotLoaded);
          retry = window.setTimeout(() => void attempt(false), RETRY_MS);
        },
      );
    void attempt(true);
    return () => {
      window.clearTimeout(retry);
      retry = -1;
    };
  }, [wanted, fetched]);
  return fetched?.component ?? null;
}
