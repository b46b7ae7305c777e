import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.js';
import { ConfigError } from './config-error.js';
import { MASTER_KEY_BYTES, parseMasterKeys } from './master-keys.js';
import { Secret } from './secret.js';
import type { ServerConfig } from './server-config.js';

/**
 * Reads the secrets of a Config, or those it lacks. With the embedded database they are generated once in
 * the data directory (files 0600); with DATABASE_URL readConfig has refused before, but for the session
 * secret of a server that has no sessions, which gets one that nobody knows.
 */
export function withGeneratedSecrets(config: Config): Pick<ServerConfig, 'masterKeys' | 'sessionSecret'> {
  const generated = (name: string): Secret =>
    config.databaseUrl ? new Secret(randomBytes(32)) : readOrGenerate(config.dataDirectory, name);
  const sessionSecret = config.sessionSecret ?? generated('session-secret');
  return { masterKeys: localMasterKeys(config), sessionSecret };
}

/** The master keys that are not a key management service's; with one, none is generated any more. */
function localMasterKeys(config: Config): readonly Secret[] {
  if (config.masterKeys) return config.masterKeys;
  if (config.kms) return presentMasterKeys(config);
  return [generatedMasterKey(readOrGenerate(config.dataDirectory, 'master-key'))];
}

/** The master keys that are there: given, or generated before. None is generated for the asking. */
export function presentMasterKeys(config: Config): readonly Secret[] {
  if (config.masterKeys) return config.masterKeys;
  const file = config.databaseUrl ? null : readIfPresent(join(config.dataDirectory, 'master-key'));
  return file ? [generatedMasterKey(file)] : [];
}

function generatedMasterKey(text: Secret): Secret {
  const [key] = parseMasterKeys(text.reveal().toString()) ?? [];
  if (key) return key;
  throw new ConfigError([
    { variable: 'IBYOK_DATA_DIR', message: 'holds a master-key file that is not base64 of 32 bytes' },
  ]);
}

/** Reads a secret's file, or makes it whole under another name first: two starts at once agree on one. */
function readOrGenerate(directory: string, name: string): Secret {
  const path = join(directory, name);
  const existing = readIfPresent(path);
  if (existing) return existing;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, randomBytes(MASTER_KEY_BYTES).toString('base64'), {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  return readOrGenerate(directory, name);
}

function readIfPresent(path: string): Secret | null {
  try {
    return new Secret(readFileSync(path, 'utf8').trim());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
