import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const INSTALL = fileURLToPath(new URL('../../../../scripts/install-official-sdks.mjs', import.meta.url));
const FOLDER = new URL('../mocks/sdks/', import.meta.url);
/** What some of the SDKs need at least. */
const NEEDED_NODE = 22;

/** Installs the providers' own clients where they are missing; the first time takes about a minute. */
export async function installOfficialSdks(): Promise<void> {
  await run(process.execPath, [INSTALL]);
}

/** Where one of the scripts beside the SDKs is. */
export function sdkScript(script: string): string {
  return fileURLToPath(new URL(script, FOLDER));
}

/** Runs one of the scripts beside the SDKs, which prints what each scenario came to as one JSON object. */
export async function runSdkScript<Results>(
  script: string,
  { baseUrl, value }: { readonly baseUrl?: string; readonly value: string },
): Promise<Results> {
  const env = { PATH: process.env.PATH, NODE_ENV: 'test', MOCK_BASE_URL: baseUrl, MOCK_VALUE: value };
  const { stdout } = await run(newEnoughNode(), [sdkScript(script)], {
    env,
    maxBuffer: 16 * 1024 * 1024,
  });
  return JSON.parse(stdout) as Results;
}

/** A Node.js that the SDKs run in, or of another major version at least. */
export function newEnoughNode(major = NEEDED_NODE): string {
  if (Number(process.versions.node.split('.')[0]) >= major) return process.execPath;
  const packaged = fileURLToPath(
    new URL(`node_modules/node-${process.platform}-${process.arch}/bin/node`, FOLDER),
  );
  if (!existsSync(packaged)) throw new Error(`there is no Node ${major} or newer`);
  return packaged;
}
