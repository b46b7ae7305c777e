import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installedProgram, ROOT } from './checkout.mjs';
import { hashFiles } from './content-hash.mjs';
import { runTool, showStep } from './step.mjs';

/**
 * @typedef {object} Part what is built by itself
 * @property {string} name for people
 * @property {string} folder
 * @property {readonly string[]} sources files and folders; a change in one makes the part stale
 * @property {readonly string[]} command run in the part's folder; writes its `dist`
 */

/** @type {readonly string[]} */
const SWC = [
  '@swc/cli/bin/swc.js',
  'src',
  '-d',
  'dist',
  '--strip-leading-paths',
  '--config-file',
  '../../.swcrc',
];

/**
 * What the server runs, compiled file by file.
 * @type {readonly Part[]}
 */
export const SERVER_PARTS = [
  compiled('mode resolution', 'libs/mode-resolution'),
  compiled('providers', 'libs/providers'),
  compiled('API', 'apps/api'),
];

/** @type {readonly Part[]} */
const PARTS = [
  ...SERVER_PARTS,
  {
    name: 'client',
    folder: 'libs/client',
    sources: [
      ...['src', 'package.json', 'tsconfig.build.json'].map((name) => `libs/client/${name}`),
      'tsconfig.base.json',
      'package-lock.json',
    ],
    // Published: with its types, and read by people in their editors.
    command: ['typescript-7/bin/tsc', '-p', 'tsconfig.build.json'],
  },
  {
    name: 'command line',
    folder: 'apps/cli',
    sources: [
      ...['src', 'package.json', 'rolldown.config.mjs'].map((name) => `apps/cli/${name}`),
      // Bundled from their sources.
      ...['client', 'mode-resolution', 'providers'].map((name) => `libs/${name}/src`),
      'package-lock.json',
    ],
    command: ['rolldown/bin/cli.mjs', '-c', 'rolldown.config.mjs', '--logLevel', 'warn'],
  },
  {
    name: 'dashboard',
    folder: 'apps/admin',
    sources: [
      ...[
        'src',
        'public',
        'index.html',
        'package.json',
        'tsconfig.json',
        'precompress.ts',
        'vite.config.ts',
      ].map((name) => `apps/admin/${name}`),
      // Bundled from their sources.
      'libs/mode-resolution/src',
      'libs/providers/src',
      'package-lock.json',
    ],
    command: ['vite/bin/vite.js', 'build', '--logLevel', 'warn'],
  },
];

/** Builds anew what is not as its sources say: all at once, as no part reads another's output. */
export async function buildStale() {
  const stale = staleParts();
  if (stale.length === 0) return;
  await showStep(`building ${stale.map((part) => part.name).join(', ')}`, async () => {
    const builds = await Promise.allSettled(stale.map(build));
    for (const outcome of builds) if (outcome.status === 'rejected') throw outcome.reason;
  });
}

/** True if every part is built from the sources as they are now. */
export function isBuilt() {
  return staleParts().length === 0;
}

/** Makes every part stale. */
export function forgetBuilds() {
  for (const part of PARTS) rmSync(stampOf(part), { force: true });
}

function staleParts() {
  return PARTS.filter(
    (part) => !existsSync(stampOf(part)) || readFileSync(stampOf(part), 'utf8') !== fingerprint(part),
  );
}

/** @param {Part} part */
async function build(part) {
  rmSync(stampOf(part), { force: true });
  rmSync(join(ROOT, part.folder, 'dist'), { recursive: true, force: true });
  const before = sourcesHash(part);
  await compile(part);
  if (sourcesHash(part) !== before) return;
  mkdirSync(dirname(stampOf(part)), { recursive: true });
  writeFileSync(stampOf(part), fingerprint(part));
}

/**
 * Runs the part's compiler over what is in its `dist`.
 * @param {Part} part
 */
export function compile(part) {
  const [program = '', ...rest] = part.command;
  return runTool(`Building the ${part.name}`, [installedProgram(part.folder, program), ...rest], {
    cwd: join(ROOT, part.folder),
    // What NODE_ENV says is for the server: a development build of the dashboard would be another product.
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

/**
 * Both ends: the sources, and the output, which somebody may have changed, removed or built otherwise.
 * @param {Part} part
 */
function fingerprint(part) {
  return `${sourcesHash(part)} ${hashFiles([`${part.folder}/dist`])}`;
}

/** @param {Part} part */
function sourcesHash(part) {
  return hashFiles(part.sources, (path) => !/\.(spec|fake)\.tsx?$/.test(path));
}

/**
 * In node_modules, because a new install may bring another compiler.
 * @param {Part} part
 */
function stampOf(part) {
  return join(ROOT, 'node_modules/.ibyok-build', part.folder.replace('/', '-'));
}

/**
 * @param {string} name
 * @param {string} folder
 * @returns {Part}
 */
function compiled(name, folder) {
  return {
    name,
    folder,
    sources: [`${folder}/src`, `${folder}/package.json`, '.swcrc', 'package-lock.json'],
    command: SWC,
  };
}
