import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ROOT } from './checkout.mjs';
import { withCheckoutLock } from './checkout-lock.mjs';
import { hashFiles } from './content-hash.mjs';
import { runTool, showStep } from './step.mjs';

const INSTALL = [
  'ci',
  '--ignore-scripts',
  // The build needs them, whatever NODE_ENV the server is to run with.
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];

/** True if node_modules holds what package-lock.json asks for. */
export function isInstalled() {
  return isStamped('.') || isInstalledByHand();
}

/** Installs exactly what package-lock.json asks for, without running any package's scripts. */
export async function install() {
  await showStep('installing packages', () => installInto('.', 'Installing the packages'));
}

/**
 * The same for a folder with a package-lock.json of its own, apart from the checkout's packages.
 * @param {string} folder relative to the root
 * @param {string} title what is said of it where it fails
 */
async function installInto(folder, title) {
  const stamp = stampOf(folder);
  rmSync(stamp, { force: true });
  const { NODE_ENV: _, ...env } = process.env;
  await runTool(title, [npmProgram(), ...INSTALL, '--prefix', folder], { env });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted(folder));
}

/**
 * Installs what tests alone use, in a folder apart from the checkout's packages, where it is not there yet.
 * @param {string} folder relative to the root
 * @param {string} title what is said of it where it fails
 */
export async function installApart(folder, title) {
  await withCheckoutLock(async () => {
    if (!isStamped(folder)) await installInto(folder, title);
  });
}

/**
 * True if the last `installInto` of a folder put there what its package-lock.json asks for.
 * @param {string} folder
 */
function isStamped(folder) {
  const stamp = stampOf(folder);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted(folder);
}

/** @param {string} folder */
function stampOf(folder) {
  return join(ROOT, folder, 'node_modules/.ibyok-install');
}

/** @param {string} folder */
function wanted(folder) {
  return `${hashFiles([join(folder, 'package-lock.json')])} ${process.platform}-${process.arch}`;
}

/**
 * @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} LockedPackage
 */

/** An `npm ci` or `npm install` leaves a list of what it has put there; it will do if nothing is missing. */
function isInstalledByHand() {
  const present = lockedPackages('node_modules/.package-lock.json');
  const locked = lockedPackages('package-lock.json');
  if (present === null || locked === null) return false;
  return Object.entries(locked).every(
    ([path, wish]) => path === '' || !isForHere(wish) || present[path]?.version === wish.version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | null}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages;
  } catch {
    return null;
  }
}

/** @param {LockedPackage} wish */
function isForHere(wish) {
  if (!wish.optional) return true;
  return wish.os?.includes(process.platform) && wish.cpu?.includes(process.arch) && !wish.libc;
}

/** The npm that runs this script, else the one that came with this Node.js. */
export function npmProgram() {
  const running = process.env.npm_execpath;
  if (running && basename(running) === 'npm-cli.js') return running;
  const prefix = dirname(process.execPath);
  const candidates = [
    join(prefix, 'node_modules/npm/bin/npm-cli.js'),
    join(prefix, '../lib/node_modules/npm/bin/npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  const found = candidates.find((path) => existsSync(path));
  if (!found) throw new Error('There is no npm beside this Node.js: start with `npm start`.');
  return found;
}
