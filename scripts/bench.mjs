import { runAttached } from './attached.mjs';
import { requireSupportedNode } from './node-version.mjs';
import { prepare } from './prepare.mjs';

requireSupportedNode();
await prepare();
process.exitCode = await runAttached(['bench/bench.mjs', ...process.argv.slice(2)], process.env);
