import { requireSupportedNode } from './node-version.mjs';
import { endWithParent } from './parent.mjs';

requireSupportedNode();
endWithParent();
const { prepare } = await import('./prepare.mjs');
const { runAttached } = await import('./attached.mjs');
await prepare();
process.exitCode = await runAttached(
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    ...process.argv.slice(2),
  ],
  // React leaves its test support out of a production build, and each test says which environment it is about.
  { ...process.env, NODE_ENV: 'test' },
);
