import { useEffect, useState } from 'react';

/** When the page was opened or last came back into sight or use, in milliseconds since 1970. */
export function useInSightSince(): number {
  const [since, setSince] = useState(() => Date.now());
  useEffect(() => {
    const begin = () => {
      if (document.visibilityState === 'visible') setSince(Date.now());
    };
    document.addEventListener('visibilitychange', begin);
    window.addEventListener('focus', begin);
    return () => {
      document.removeEventListener('visibilitychange', begin);
      window.removeEventListener('focus', begin);
    };
  }, []);
  return since;
}
