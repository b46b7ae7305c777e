import { withCheckoutLock } from './checkout-lock.mjs';
import { installInto, isStamped } from './install.mjs';

// Apart from the checkout's own packages: only tests use them, and their newer Node must not become `node` in
// the checkout's scripts.
const FOLDER = 'apps/api/test/mocks/sdks';

await withCheckoutLock(async () => {
  if (!isStamped(FOLDER)) await installInto(FOLDER, 'Installing the official SDKs');
});
