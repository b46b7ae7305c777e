import { lazy } from 'react';
import { firstIntent } from '../../shared/first-intent.js';
import { onceOpened } from '../../shared/ui/once-opened.js';

// Panels are code that the first look at a page does not need; each page fetches its own once somebody is there.
const addKey = () => import('../../features/keys/add-key-panel.js');
const key = () => import('../../features/keys/linked-key-panel.js');
const importKeys = () => import('../../features/import/import-panel.js');
const createToken = () => import('../../features/tokens/create-token-panel.js');

export const AddKeyPanel = onceOpened(lazy(async () => ({ default: (await addKey()).AddKeyPanel })));
export const LinkedKeyPanel = onceOpened(lazy(async () => ({ default: (await key()).LinkedKeyPanel })));
export const ImportPanel = onceOpened(lazy(async () => ({ default: (await importKeys()).ImportPanel })));
export const CreateTokenPanel = onceOpened(
  lazy(async () => ({ default: (await createToken()).CreateTokenPanel })),
);

/** Fetches the panels of the Keys page ahead of their first opening. */
export function preloadKeyPanels(): void {
  void firstIntent.then(() => Promise.allSettled([addKey(), key()]));
}

/** Fetches the panel of the Tokens page ahead of its first opening. */
export function preloadTokenPanel(): void {
  void firstIntent.then(() => Promise.allSettled([createToken()]));
}
