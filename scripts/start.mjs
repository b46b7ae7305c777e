import { requireSupportedNode } from './node-version.mjs';
import { endWithParent } from './parent.mjs';

requireSupportedNode();
endWithParent();
const { prepare } = await import('./prepare.mjs');
await prepare();
// In this very process, so that signals reach the server and nothing stands between.
await import('../apps/api/dist/main.js');
