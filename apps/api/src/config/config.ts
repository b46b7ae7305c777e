import { resolve } from 'node:path';
import {
  type Environment,
  type Guardrails,
  NO_GUARDRAILS,
  parseEnvironment,
  parseGuardrails,
} from '@ibyok/mode-resolution';
import { isAddressRange } from './address-range.js';
import { type DatabaseUrls, readDatabaseUrls } from './database-urls.js';
import { type KmsConfig, readKms } from './kms.js';
import { parseMasterKeys } from './master-keys.js';
import { type ProviderChecksConfig, readProviderChecks } from './provider-checks.js';
import { Secret } from './secret.js';
import { readSignInProviders, type SignInProviders } from './sign-in-providers.js';
import { readSmtp, type SmtpConfig } from './smtp.js';
import { readTracing, type TracingConfig } from './tracing.js';
import { Variables } from './variables.js';

export type ServerRole = 'all' | 'dashboard' | 'external';

/** The server's whole configuration: read once at boot, frozen, never read from elsewhere. */
export interface Config extends DatabaseUrls {
  /** The environment this server answers for. */
  readonly environment: Environment;
  readonly host: string;
  readonly port: number;
  readonly role: ServerRole;
  /** Null where IBYOK_PUBLIC_URL is not set: then any loopback name at the port is the server's own. */
  readonly publicUrl: string | null;
  readonly trustProxy: readonly string[];
  /** Where the embedded PostgreSQL keeps its data, if there is no `databaseUrl`. */
  readonly dataDirectory: string;
  /** Newest first, 32 bytes each; null: generate one beside the embedded data. */
  readonly masterKeys: readonly Secret[] | null;
  /** Not null: the newest master key is kept by a key management service; `masterKeys` open what is older. */
  readonly kms: KmsConfig | null;
  /** At least 32 bytes; null: generate one beside the embedded data, or not needed by this role. */
  readonly sessionSecret: Secret | null;
  readonly setupToken: Secret | null;
  readonly signup: 'closed' | 'open';
  /** Null: no e-mail is sent. */
  readonly smtp: SmtpConfig | null;
  readonly signInProviders: SignInProviders;
  readonly guardrails: Guardrails;
  readonly providerChecks: ProviderChecksConfig;
  /** Null: no metrics are served. */
  readonly metricsPort: number | null;
  /** How many processes answer; one of them is this one where it is 1. */
  readonly workers: number;
  /** Null: no traces are exported. */
  readonly tracing: TracingConfig | null;
}

const MIN_SESSION_SECRET_BYTES = 32;
const MIN_SETUP_TOKEN_LENGTH = 16;
/** Each has twelve connections to the database. */
const MOST_WORKERS = 64;

/**
 * Reads the server's variables (the contract's section 2) into a frozen Config.
 * Takes the variables and the project's root; throws ConfigError naming every variable that is wrong.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, root: string): Config {
  const variables = new Variables(environment);
  const role = variables.word('IBYOK_ROLE', ['all', 'dashboard', 'external'], 'all');
  const urls = readDatabaseUrls(variables);
  const hasDatabase = urls.databaseUrl !== null;
  const kms = readKms(variables);
  const publicUrl = readPublicUrl(variables);
  const serves = readEnvironment(variables, environment.NODE_ENV);
  const config: Config = {
    environment: serves,
    host: variables.text('HOST') ?? '127.0.0.1',
    port: variables.port('PORT', 3000),
    role,
    publicUrl,
    trustProxy: readTrustProxy(variables),
    ...urls,
    dataDirectory: resolve(root, variables.text('IBYOK_DATA_DIR') ?? '.ibyok'),
    masterKeys: readMasterKeys(variables, hasDatabase && kms === null),
    kms,
    sessionSecret: readSessionSecret(variables, hasDatabase && role !== 'external'),
    setupToken: readSetupToken(variables),
    signup: variables.word('IBYOK_SIGNUP', ['closed', 'open'], 'closed'),
    smtp: readSmtp(variables),
    signInProviders: readSignInProviders(variables, publicUrl),
    guardrails: readGuardrails(variables, environment),
    providerChecks: readProviderChecks(variables, serves),
    metricsPort: variables.port('IBYOK_METRICS_PORT', null),
    workers: variables.count('IBYOK_WORKERS', 1, { from: 1, to: MOST_WORKERS }),
    tracing: readTracing(variables),
  };
  variables.throwIfRefused();
  return Object.freeze(config);
}

function readEnvironment(variables: Variables, word: string | undefined): Environment {
  if (word === undefined || word === '') return 'development';
  const environment = parseEnvironment(word);
  if (environment) return environment;
  variables.refuse('NODE_ENV', 'must be development (dev, test), staging (stage) or production (prod)');
  return 'production';
}

function readGuardrails(
  variables: Variables,
  environment: Readonly<Record<string, string | undefined>>,
): Guardrails {
  const parsed = parseGuardrails(environment);
  if (parsed.ok) return parsed.guardrails;
  for (const { variable, message } of parsed.problems) variables.refuse(variable, message);
  return NO_GUARDRAILS;
}

function readTrustProxy(variables: Variables): readonly string[] {
  const text = variables.text('IBYOK_TRUST_PROXY');
  if (text === null) return [];
  const addresses = text.split(',').map((part) => part.trim());
  if (addresses.every(isAddressRange)) return addresses;
  variables.refuse(
    'IBYOK_TRUST_PROXY',
    'must be addresses such as 10.0.0.1 or 10.0.0.0/8, separated by commas',
  );
  return [];
}

function readPublicUrl(variables: Variables): string | null {
  const text = variables.text('IBYOK_PUBLIC_URL');
  if (text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain = url && /^https?:$/.test(url.protocol) && !url.username && !url.search && !url.hash;
  if (url && plain && url.pathname === '/') return url.origin;
  return variables.refuse(
    'IBYOK_PUBLIC_URL',
    'must be an address such as https://keys.example.com, without a path',
  );
}

function readMasterKeys(variables: Variables, required: boolean): readonly Secret[] | null {
  const text = variables.secretText('IBYOK_MASTER_KEY');
  if (text === null) {
    if (required) refuseMissing(variables, 'IBYOK_MASTER_KEY', 'base64 of 32 random bytes');
    return null;
  }
  return (
    parseMasterKeys(text) ??
    variables.refuse(
      'IBYOK_MASTER_KEY',
      'must be base64 of 32 bytes; several, newest first, separated by commas',
    )
  );
}

function readSessionSecret(variables: Variables, required: boolean): Secret | null {
  const text = variables.secretText('IBYOK_SESSION_SECRET');
  if (text === null) {
    if (required) refuseMissing(variables, 'IBYOK_SESSION_SECRET', 'at least 32 random bytes');
    return null;
  }
  if (Buffer.byteLength(text) >= MIN_SESSION_SECRET_BYTES) return new Secret(text);
  return variables.refuse('IBYOK_SESSION_SECRET', `must have at least ${MIN_SESSION_SECRET_BYTES} bytes`);
}

function refuseMissing(variables: Variables, variable: string, what: string): void {
  if (variables.isRefused(variable, `${variable}_FILE`, 'IBYOK_KMS')) return;
  variables.refuse(variable, `(or ${variable}_FILE) is required with DATABASE_URL: ${what}`);
}

function readSetupToken(variables: Variables): Secret | null {
  const text = variables.text('IBYOK_SETUP_TOKEN');
  if (text === null) return null;
  if (text.length >= MIN_SETUP_TOKEN_LENGTH) return new Secret(text);
  return variables.refuse('IBYOK_SETUP_TOKEN', `must have at least ${MIN_SETUP_TOKEN_LENGTH} characters`);
}
