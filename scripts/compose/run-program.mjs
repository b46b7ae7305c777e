import { spawn } from 'node:child_process';

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 128 if a signal ended the program
 * @property {string} output what it wrote to both streams
 */

/**
 * Runs a program to its end, silently.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<Outcome>}
 */
export function tryProgram(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += String(chunk);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 128, output }));
  });
}

/**
 * As tryProgram, but fails with the end of the program's output unless it exits with 0. Returns its output.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<string>}
 */
export async function runProgram(program, args, options = {}) {
  const { code, output } = await tryProgram(program, args, options);
  if (code === 0) return output;
  throw new Error(`${program} ${args[0]} ended with exit code ${code}:\n${output.trim().slice(-4_000)}`);
}
