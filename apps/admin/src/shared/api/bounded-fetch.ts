/** Milliseconds after which a read that is not answered has failed: what shows it may then try again. */
const LONGEST_READ = 30_000;

/**
 * A fetch whose reads end: a GET that is not answered in 30 seconds, its body included, fails. Anything else may have
 * been done though no answer arrives, and is waited for.
 */
export function boundedFetch(request: Request): Promise<Response> {
  if (request.method !== 'GET') return fetch(request);
  return fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(LONGEST_READ)]) });
}
