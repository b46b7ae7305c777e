import { queryOptions } from '@tanstack/react-query';
import { ProblemError, UnreachableError } from '../../../shared/api/problem.js';
import type { OpenApi } from '../operations.js';

async function read(): Promise<OpenApi> {
  const response = await fetch('/api/openapi.json').catch(() => {
    throw new UnreachableError();
  });
  if (!response.ok) throw new ProblemError(response.status, null);
  return response.json();
}

/** The contract that the server generates from its own code; it changes only with the server. */
export const openApiQuery = queryOptions({
  queryKey: ['openapi'],
  queryFn: read,
  staleTime: Number.POSITIVE_INFINITY,
});
