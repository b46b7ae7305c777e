import { type ComponentType, useEffect } from 'react';
import { firstIntent } from '../first-intent.js';
import { useFetched } from './use-fetched.js';

/**
 * A part of a page whose code the first look at the page does without: it is fetched once somebody is there, and drawn
 * once it is needed for the first time.
 */
export function onceNeeded<Props extends object>(
  fetchIt: () => Promise<ComponentType<Props>>,
  isNeeded: (props: Props) => boolean,
): ComponentType<Props> {
  return function OnceNeeded(props: Props) {
    const Part = useFetched(isNeeded(props), fetchIt);
    useEffect(() => fetchAhead(fetchIt), []);
    return Part && <Part {...props} />;
  };
}

/** Fetches code once somebody is there; whoever needs it tries again where that fails. */
export function fetchAhead(fetchIt: () => Promise<unknown>): void {
  void firstIntent.then(fetchIt).catch(() => {});
}
