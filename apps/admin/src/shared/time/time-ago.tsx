import { useEffect, useState } from 'react';
import { Hint } from '../ui/hint.js';
import { exactTime, relativeTime } from './relative-time.js';

const REFRESH_MS = 30_000;

/** The present, in milliseconds since 1970, renewed twice a minute. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** A time relative to now, with the exact time on hover. Takes an RFC 3339 time. */
export function TimeAgo({ at }: { at: string }) {
  // What has just come is in the past, however long ago the present was renewed.
  const now = Math.max(useNow(), Date.now());
  const moment = Date.parse(at);
  return (
    <Hint label={exactTime(moment)}>
      <time dateTime={at}>{relativeTime(moment, now)}</time>
    </Hint>
  );
}
