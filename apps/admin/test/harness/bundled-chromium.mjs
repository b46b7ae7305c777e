import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const EXTRACT = fileURLToPath(new URL('./extract-chromium.mjs', import.meta.url));
const MANIFEST = new URL('../../../../node_modules/@sparticuz/chromium/package.json', import.meta.url);

/**
 * The Chromium inside the npm package @sparticuz/chromium, for Linux on x64: unpacked once a machine, with
 * the libraries and the typeface that a bare system lacks. Null where there is none for this platform.
 */
export async function bundledChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(MANIFEST)) return null;
  const { version } = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  const directory = join(tmpdir(), `ibyok-chromium-${version}-${process.getuid()}`);
  if (!existsSync(directory)) await unpack(directory);
  return {
    executablePath: join(directory, 'chromium'),
    env: { LD_LIBRARY_PATH: join(directory, 'al2023', 'lib'), FONTCONFIG_PATH: directory },
  };
}

/** Two test files may unpack at once: each does so aside, and the first to finish gives its own. */
async function unpack(directory) {
  const aside = mkdtempSync(`${directory}-`);
  await promisify(execFile)(process.execPath, [EXTRACT], {
    // With this variable the package unpacks NSS as well, which a bare Debian does not have.
    env: { PATH: process.env.PATH, HOME: aside, TMPDIR: aside, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
  });
  writeFileSync(
    join(aside, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${directory}/fonts</dir>` +
      `<cachedir>${directory}/fonts-cache</cachedir></fontconfig>\n`,
  );
  try {
    renameSync(aside, directory);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(directory)) throw error;
  }
}
