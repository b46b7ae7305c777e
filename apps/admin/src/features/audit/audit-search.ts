import { identifierIn } from '../../shared/search-parameters.js';

/** What the address of the Audit page asks for. */
export interface AuditSearch {
  /** The id of one request, to show its record alone. */
  readonly request?: string;
}

/** Reads the parameters of an address, whatever they are. */
export function readAuditSearch(parameters: Readonly<Record<string, unknown>>): AuditSearch {
  const request = identifierIn(parameters.request);
  return request === undefined ? {} : { request };
}
