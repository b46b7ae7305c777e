import { useLiveChanges } from '../shared/queries/changes.js';

/** Keeps the page up to date; drawn apart, so that nothing else is drawn again with every look. */
export function LiveChanges() {
  useLiveChanges();
  return null;
}
