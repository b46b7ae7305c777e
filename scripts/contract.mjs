import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './checkout.mjs';
import { partOfDocument } from './part-of-document.mjs';
import { runTool } from './step.mjs';

/**
 * What is generated from the code and committed, so that a change of the contract is seen in review.
 * @typedef {object} Contract paths
 * @property {string} document
 * @property {string} dashboardTypes of all of it
 * @property {string} clientTypes of what an access token may ask for
 */

/** @type {Contract} */
const COMMITTED = {
  document: join(ROOT, 'apps/api/openapi.json'),
  dashboardTypes: join(ROOT, 'apps/admin/src/shared/api/schema.generated.ts'),
  clientTypes: join(ROOT, 'libs/client/src/schema.generated.ts'),
};

/** Writes the OpenAPI document from the built API, and the dashboard's and the client's types from the document. */
export async function writeContract({ document, dashboardTypes, clientTypes } = COMMITTED) {
  await runTool('writing the OpenAPI document', ['apps/api/dist/write-openapi.js', document]);
  await writeTypes(document, dashboardTypes);
  await inScratchDirectory(async (directory) => {
    const part = join(directory, 'external.json');
    const whole = JSON.parse(readFileSync(document, 'utf8'));
    writeFileSync(part, JSON.stringify(partOfDocument(whole, '/external/')));
    await writeTypes(part, clientTypes);
  });
}

/** Throws unless the committed contract is the one that the built API has. */
export async function assertContractIsCurrent() {
  await inScratchDirectory(async (directory) => {
    const current = {
      document: join(directory, 'openapi.json'),
      dashboardTypes: join(directory, 'dashboard.ts'),
      clientTypes: join(directory, 'client.ts'),
    };
    await writeContract(current);
    const stale = /** @type {(keyof Contract)[]} */ (Object.keys(current))
      .filter((part) => readFileSync(COMMITTED[part], 'utf8') !== readFileSync(current[part], 'utf8'))
      .map((part) => COMMITTED[part]);
    if (stale.length > 0) throw new Error(`${stale.join(', ')} do not fit the code: npm run contract`);
  });
}

/**
 * @param {string} document
 * @param {string} types
 */
function writeTypes(document, types) {
  return runTool('writing the types', ['node_modules/openapi-typescript/bin/cli.js', document, '-o', types]);
}

/** @param {(directory: string) => Promise<void>} work */
async function inScratchDirectory(work) {
  const directory = mkdtempSync(join(tmpdir(), 'ibyok-contract-'));
  try {
    await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
