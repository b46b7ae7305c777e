/**
 * The URL of another database on the same server. Takes a PostgreSQL URL, also one of a Unix socket
 * (`postgresql://user:password@/name?host=/directory`), whose empty host it fills in for WHATWG's URL.
 */
export function databaseUrl(url, database) {
  return url
    .replace(/^(postgres(?:ql)?:\/\/[^/?]*)(?:\/[^?]*)?/, `$1/${database}`)
    .replace('@/', '@localhost/');
}
