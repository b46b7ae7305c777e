import { onceNeeded } from '../../shared/ui/once-needed.js';

// Panels are code that the first look at a page does not need.

export const AddKeyPanel = onceNeeded(
  async () => (await import('../../features/keys/add-key-panel.js')).AddKeyPanel,
  ({ opened }) => opened,
);
export const LinkedKeyPanel = onceNeeded(
  async () => (await import('../../features/keys/linked-key-panel.js')).LinkedKeyPanel,
  ({ keyId }) => keyId !== undefined,
);
export const ImportPanel = onceNeeded(
  async () => (await import('../../features/import/import-panel.js')).ImportPanel,
  ({ opened }) => opened,
);
export const CreateTokenPanel = onceNeeded(
  async () => (await import('../../features/tokens/create-token-panel.js')).CreateTokenPanel,
  ({ opened }) => opened,
);
