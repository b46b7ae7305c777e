import { requireSupportedNode } from './node-version.mjs';
import { endWithParent } from './parent.mjs';

/** A variable, so that the check of types does not follow it into what is built. */
const SERVER = '../apps/api/dist/main.js';

requireSupportedNode();
endWithParent();
const { prepare } = await import('./prepare.mjs');
await prepare();
// In this very process, so that signals reach the server and nothing stands between.
await import(SERVER);
