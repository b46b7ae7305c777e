import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './checkout.mjs';
import { runTool } from './step.mjs';

/** What is generated from the code and committed, so that a change of the contract is seen in review. */
const DOCUMENT = join(ROOT, 'apps/api/openapi.json');
const TYPES = join(ROOT, 'apps/admin/src/shared/api/schema.generated.ts');

/** Writes the OpenAPI document from the built API, and the dashboard's types from the document. */
export async function writeContract(document = DOCUMENT, types = TYPES) {
  await runTool('writing the OpenAPI document', ['apps/api/dist/write-openapi.js', document]);
  await runTool('writing the types', ['node_modules/openapi-typescript/bin/cli.js', document, '-o', types]);
}

/** Throws unless the committed contract is the one that the built API has. */
export async function assertContractIsCurrent() {
  const directory = mkdtempSync(join(tmpdir(), 'ibyok-contract-'));
  try {
    const document = join(directory, 'openapi.json');
    const types = join(directory, 'schema.generated.ts');
    await writeContract(document, types);
    const stale = /** @type {const} */ ([
      [DOCUMENT, document],
      [TYPES, types],
    ]).filter(([committed, current]) => readFileSync(committed, 'utf8') !== readFileSync(current, 'utf8'));
    if (stale.length === 0) return;
    throw new Error(`${stale.map(([path]) => path).join(', ')} do not fit the code: npm run contract`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
