import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { compile, SERVER_PARTS } from './build-parts.mjs';
import { installedProgram, ROOT } from './checkout.mjs';
import { withCheckoutLock } from './checkout-lock.mjs';
import { ToolFailure } from './step.mjs';

/** An editor saves in several steps. */
const SETTLING_MS = 100;
const ENDING_MS = 30_000;

/** @type {Map<import('node:child_process').ChildProcess, string>} */
const running = new Map();
let ending = false;

/**
 * Compiles on every change, restarts the API when its output changes, and serves the dashboard with hot
 * reload. Ctrl-C, or the end of any of them, ends all. Takes what is built as up to date.
 */
export function developTogether() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));
  recompileOnChange();
  run('api', '.', ['--watch', '--watch-preserve-output', 'apps/api/dist/main.js']);
  run('dashboard', 'apps/admin', [
    installedProgram('apps/admin', 'vite/bin/vite.js'),
    '--clearScreen',
    'false',
  ]);
}

function recompileOnChange() {
  /** @type {Set<import('./build-parts.mjs').Part>} */
  const changed = new Set();
  let queue = Promise.resolve();
  for (const part of SERVER_PARTS) {
    watch(join(ROOT, part.folder, 'src'), { recursive: true }, (_event, file) => {
      if (changed.has(part) || /\.(spec|fake)\.ts$/.test(file ?? '')) return;
      changed.add(part);
      setTimeout(() => {
        queue = queue.then(() => {
          changed.delete(part);
          return recompile(part);
        });
      }, SETTLING_MS);
    });
  }
}

/** @param {import('./build-parts.mjs').Part} part */
async function recompile(part) {
  if (ending) return;
  try {
    await withCheckoutLock(() => compile(part));
    console.log(`[${part.name}] compiled`);
  } catch (error) {
    if (error instanceof ToolFailure) console.error(error.output.trim());
    console.error(`[${part.name}] ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {readonly string[]} command Node's arguments
 */
function run(name, folder, command) {
  const child = spawn(process.execPath, command, {
    cwd: join(ROOT, folder),
    // A group of its own: a Ctrl-C comes from here, once, and not from the terminal as well.
    detached: process.platform !== 'win32',
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.set(child, name);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (line.trim() !== '') console.log(`[${name}] ${line}`);
    });
  }
  child.once('exit', (code, signal) => {
    running.delete(child);
    if (!ending) console.error(`[${name}] ended (${signal ?? `exit code ${code}`}): ending the rest`);
    end(1);
    // Watching alone would keep the process.
    if (running.size === 0) process.exit();
  });
}

/** @param {number} code */
function end(code) {
  if (ending) return;
  ending = true;
  process.exitCode = code;
  for (const child of running.keys()) child.kill('SIGTERM');
  setTimeout(() => {
    for (const child of running.keys()) child.kill('SIGKILL');
  }, ENDING_MS).unref();
}
