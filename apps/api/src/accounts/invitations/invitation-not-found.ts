import { Problem } from '../../http/problem.js';

/** One and the same answer for an invitation that is unknown, withdrawn, expired or used. */
export function invitationNotFound(): Problem {
  return new Problem(
    404,
    'invitation_not_found',
    'There is no such open invitation. Ask whoever invited you for a new one.',
  );
}
