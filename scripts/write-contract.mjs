import { writeContract } from './contract.mjs';
import { requireSupportedNode } from './node-version.mjs';
import { prepare } from './prepare.mjs';

requireSupportedNode();
await prepare();
await writeContract();
