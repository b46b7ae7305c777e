import type { Config } from './config.js';
import type { Secret } from './secret.js';

/** The configuration a running server has: what was given, with what was generated. */
export interface ServerConfig extends Config {
  readonly databaseUrl: Secret;
  readonly masterKeys: readonly Secret[];
  readonly sessionSecret: Secret;
}
