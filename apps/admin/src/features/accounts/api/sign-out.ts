import { answer, api } from '../../../shared/api/client.js';
import { ProblemError } from '../../../shared/api/problem.js';

/** Ends the session at once; one that has already ended is as good. */
export async function signOut(): Promise<void> {
  try {
    await answer(api.DELETE('/api/session'));
  } catch (error) {
    if (!(error instanceof ProblemError && error.status === 401)) throw error;
  }
}
