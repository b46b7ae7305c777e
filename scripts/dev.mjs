import { requireSupportedNode } from './node-version.mjs';
import { endWithParent } from './parent.mjs';

requireSupportedNode();
endWithParent();
const { prepare } = await import('./prepare.mjs');
await prepare();
const { developTogether } = await import('./develop.mjs');
developTogether();
