/** What the address of the Audit page asks for. */
export interface AuditSearch {
  /** The id of one request, to show its record alone. */
  readonly request?: string;
}

/** Reads the parameters of an address, whatever they are. */
export function readAuditSearch({ request }: Readonly<Record<string, unknown>>): AuditSearch {
  return typeof request === 'string' && /^[\w-]{1,100}$/.test(request) ? { request } : {};
}
