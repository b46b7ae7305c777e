import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const INSTALL = fileURLToPath(new URL('../../../scripts/install-runtimes.mjs', import.meta.url));
const FOLDER = new URL('./runtimes/', import.meta.url);
const PACKAGES: Readonly<Record<string, readonly [deno: string, bun: string]>> = {
  'darwin-arm64': ['@deno/darwin-arm64', '@oven/bun-darwin-aarch64'],
  'darwin-x64': ['@deno/darwin-x64', '@oven/bun-darwin-x64'],
  'linux-arm64': ['@deno/linux-arm64-glibc', '@oven/bun-linux-aarch64'],
  'linux-x64': ['@deno/linux-x64-glibc', '@oven/bun-linux-x64'],
};

/** The program that every runtime runs. */
export const PROGRAM = fileURLToPath(new URL('program.mjs', FOLDER));

/** Installs Bun and Deno where they are missing; the first time takes about a minute. */
export async function installRuntimes(): Promise<void> {
  await promisify(execFile)(process.execPath, [INSTALL]);
}

/** Where a runtime's program is, installed or not; throws where no package has it for this machine. */
export function runtimeProgram(runtime: 'bun' | 'deno'): string {
  const machine = `${process.platform}-${process.arch}`;
  const [deno, bun] = PACKAGES[machine] ?? [];
  const path = runtime === 'deno' ? `${deno}/deno` : `${bun}/bin/bun`;
  const program = fileURLToPath(new URL(`node_modules/${path}`, FOLDER));
  if (!existsSync(program)) throw new Error(`there is no ${runtime} for ${machine}`);
  return program;
}
