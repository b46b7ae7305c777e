import { withCheckoutLock } from './checkout-lock.mjs';
import { installInto, isStamped } from './install.mjs';

// Apart from the checkout's own packages: only one test uses them, and they are large.
const FOLDER = 'libs/client/test/runtimes';

await withCheckoutLock(async () => {
  if (!isStamped(FOLDER)) await installInto(FOLDER, 'Installing Bun and Deno');
});
