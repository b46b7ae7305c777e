import type { Config } from '../config/config.js';
import { withGeneratedSecrets } from '../config/generated-secrets.js';
import { masterKeyFrom } from '../keyring/master-key.js';
import { SigningKeys } from '../keyring/signing-keys.js';

/** The keys that sign and check checkpoints, of the master keys that the server has. */
export function signingKeysOf(config: Config): SigningKeys {
  const { masterKeys } = withGeneratedSecrets(config);
  return new SigningKeys(masterKeys.map((masterKey) => masterKeyFrom(masterKey.reveal())));
}
