import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { podman, podmanShell, tryPodman } from './podman.mjs';
import { runProgram } from './run-program.mjs';

const RECIPES = fileURLToPath(new URL('stand-ins', import.meta.url));
const DEBIAN = 'localhost/ibyok-stand-in-debian:bookworm';
const NODE_VERSION = '24.9.0';
const NPM_VERSION = '11.21.2';
const LABEL = 'ibyok.stand-in';

/** Where the builds' TLS is trusted: a network may have an authority of its own. */
const CERTIFICATES = process.env.NODE_EXTRA_CA_CERTS ?? '/etc/ssl/certs/ca-certificates.crt';

/**
 * Makes the base images that are missing or were made otherwise, under the names that the project's files use.
 * Takes how to say what is being made.
 * @param {(line: string) => void} say
 */
export async function makeStandIns(say) {
  await makeOnce(DEBIAN, 'debootstrap', makeDebian, say);
  await makeOnce('docker.io/library/node:24-bookworm-slim', nodeRecipe(), makeNode, say);
  await makeOnce('docker.io/library/postgres:18-bookworm', recipeOf('postgres'), makePostgres, say);
}

/**
 * @param {string} name the image's
 * @param {string} recipe a change of it makes the image anew
 * @param {(name: string, label: string) => Promise<void>} make
 * @param {(line: string) => void} say
 */
async function makeOnce(name, recipe, make, say) {
  const hash = createHash('sha256').update(recipe).digest('hex').slice(0, 12);
  const known = await tryPodman('image', 'inspect', '--format', `{{index .Labels "${LABEL}"}}`, name);
  if (known.code === 0 && known.output.trim() === hash) return;
  say(`making the stand-in for ${name}`);
  await make(name, `${LABEL}=${hash}`);
}

/**
 * @param {string} name
 * @param {string} label
 */
async function makeDebian(name, label) {
  await inTemporaryFolder(async (folder) => {
    const tree = join(folder, 'debian');
    await runProgram('/usr/sbin/debootstrap', ['--variant=minbase', 'bookworm', tree]);
    await podmanShell(`tar -C ${tree} -c . | podman import --change 'LABEL ${label}' - ${name}`);
  });
}

/**
 * @param {string} name
 * @param {string} label
 */
async function makeNode(name, label) {
  await inTemporaryFolder(async (folder) => {
    const binaries = `node-linux-${process.arch}`;
    const packages = [`${binaries}@${NODE_VERSION}`, `npm@${NPM_VERSION}`];
    await runProgram('npm', ['pack', ...packages, '--pack-destination', folder], { cwd: folder });
    for (const archive of readdirSync(folder).filter((file) => file.endsWith('.tgz'))) {
      await runProgram('tar', ['-xzf', join(folder, archive), '-C', folder]);
      const isNpm = archive.startsWith('npm-');
      cpSync(join(folder, isNpm ? 'package' : 'package/bin/node'), join(folder, isNpm ? 'npm' : 'node'), {
        recursive: true,
      });
      rmSync(join(folder, 'package'), { recursive: true });
    }
    cpSync(CERTIFICATES, join(folder, 'certificates.pem'), { dereference: true });
    await podman('build', '--label', label, '-t', name, '-f', join(RECIPES, 'node.Containerfile'), folder);
  });
}

/**
 * @param {string} name
 * @param {string} label
 */
async function makePostgres(name, label) {
  await podman('build', '--label', label, '-t', name, '-f', join(RECIPES, 'postgres.Containerfile'), RECIPES);
}

function nodeRecipe() {
  const certificates = existsSync(CERTIFICATES) ? readFileSync(CERTIFICATES, 'utf8') : '';
  return [recipeOf('node'), NODE_VERSION, NPM_VERSION, certificates].join('\n');
}

/** @param {'node' | 'postgres'} name */
function recipeOf(name) {
  return readdirSync(RECIPES)
    .filter((file) => file.startsWith(name))
    .sort()
    .map((file) => readFileSync(join(RECIPES, file), 'utf8'))
    .join('\n');
}

/** @param {(folder: string) => Promise<void>} work */
async function inTemporaryFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'ibyok-stand-in-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
