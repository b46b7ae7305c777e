import { useState } from 'react';

/** A value while it is there, then as it last was: what fades from the page must not change any more. */
export function useLast<Value>(value: Value | null): Value | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
}
