import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './checkout.mjs';
import { withCheckoutLock } from './checkout-lock.mjs';
import { hashFiles } from './content-hash.mjs';
import { npmProgram } from './install.mjs';
import { runTool } from './step.mjs';

// Apart from the checkout's own packages: only tests use them, and their newer Node must not become `node` in
// the checkout's scripts.
const FOLDER = 'apps/api/test/mocks/sdks';
const STAMP = join(ROOT, FOLDER, 'node_modules/.ibyok-install');

const wanted = `${hashFiles([`${FOLDER}/package-lock.json`])} ${process.platform}-${process.arch}`;
await withCheckoutLock(async () => {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  rmSync(STAMP, { force: true });
  await runTool('Installing the official SDKs', [
    npmProgram(),
    'ci',
    '--prefix',
    FOLDER,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  writeFileSync(STAMP, wanted);
});
