import { decodes } from './percent-encoding.js';
import { Secret } from './secret.js';
import type { Variables } from './variables.js';

/** Where the database is, for each of the two who connect to it. */
export interface DatabaseUrls {
  /** What the application connects to, perhaps a pooler; null: run the embedded PostgreSQL. */
  readonly databaseUrl: Secret | null;
  /** What migrations and commands connect to, as who owns the tables; null: the same. */
  readonly databaseOwnerUrl: Secret | null;
}

/** Reads DATABASE_URL and IBYOK_DATABASE_OWNER_URL; refuses one that is wrong, and the second without the first. */
export function readDatabaseUrls(variables: Variables): DatabaseUrls {
  const databaseUrl = readUrl(variables, 'DATABASE_URL');
  const databaseOwnerUrl = readUrl(variables, 'IBYOK_DATABASE_OWNER_URL');
  if (databaseOwnerUrl && !databaseUrl && !variables.isRefused('DATABASE_URL')) {
    variables.refuse('IBYOK_DATABASE_OWNER_URL', 'is set without DATABASE_URL; set both, or remove it');
  }
  return { databaseUrl, databaseOwnerUrl };
}

function readUrl(variables: Variables, variable: string): Secret | null {
  const text = variables.text(variable);
  if (text === null) return null;
  // libpq's form for a socket has no host: postgresql://user@/database?host=/directory
  const withHost = text.replace(/^(postgres(?:ql)?:\/\/(?:[^/@?#]*@)?)(?=\/)/, '$1socket');
  const url = URL.canParse(withHost) ? new URL(withHost) : null;
  const isPostgres = url && /^postgres(ql)?:$/.test(url.protocol);
  // Each alone: the end of one and the beginning of the other can make up an escape.
  if (!isPostgres || !decodes(url.username) || !decodes(url.password)) {
    return variables.refuse(
      variable,
      'must be a URL such as postgresql://user:password@host:5432/database, special characters %-encoded',
    );
  }
  // Connections begin with options of their own, which make them ibyok_app; the URL's would replace them.
  if (url.searchParams.has('options')) return variables.refuse(variable, 'must not carry "options"');
  return new Secret(text);
}
