import { spawn } from 'node:child_process';
import { ROOT } from './checkout.mjs';
import { noteTool } from './checkout-lock.mjs';

/** A tool that failed, with everything it said. */
export class ToolFailure extends Error {
  /**
   * @param {string} message what failed, for people
   * @param {string} output
   */
  constructor(message, output) {
    super(message);
    this.output = output;
  }
}

const ENDING_MS = 2_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a Node program to its end, silently. Fails with a ToolFailure that holds its output.
 * @param {string} task what it does, for people: `building the dashboard`
 * @param {readonly string[]} command the program's path and arguments
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<void>}
 */
export function runTool(task, command, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, {
      cwd: options.cwd ?? ROOT,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    running.add(child);
    const forget = child.pid === undefined ? () => {} : noteTool(child.pid);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += String(chunk);
      });
    }
    child.once('error', (error) => reject(new ToolFailure(`${task} failed: ${error.message}`, output)));
    child.once('close', (code, signal) => {
      running.delete(child);
      forget();
      if (code === 0) resolve();
      else reject(new ToolFailure(`${task} failed (${signal ?? `exit code ${code}`})`, output));
    });
  });
}

/**
 * Shows one line for a step: what it does, and when it has ended, its seconds.
 * @param {string} title
 * @param {() => Promise<unknown>} work
 */
export async function showStep(title, work) {
  const began = performance.now();
  process.stdout.write(`  ${title} …`);
  try {
    await work();
  } catch (error) {
    process.stdout.write(' failed\n');
    throw error;
  }
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(` ${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s\n`);
}

/** Ends the tools that still run, and waits until they have. */
export async function endTools() {
  await Promise.all(
    [...running].map((child) => {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), ENDING_MS);
      return ended.then(() => clearTimeout(patience));
    }),
  );
}
