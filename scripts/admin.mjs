import { requireSupportedNode } from './node-version.mjs';
import { endWithParent } from './parent.mjs';

/** A variable, so that the check of types does not follow it into what is built. */
const COMMAND = '../apps/api/dist/admin.js';

requireSupportedNode();
endWithParent();
const { prepare } = await import('./prepare.mjs');
await prepare();
await import(COMMAND);
