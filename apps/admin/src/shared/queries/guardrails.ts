import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import { guardrailsFromAnswer } from '../modes/guardrails-from-answer.js';

/** What the server's variables force or forbid; they change only when the server restarts. */
export const guardrailsQuery = queryOptions({
  queryKey: ['guardrails'],
  queryFn: async ({ signal }) => guardrailsFromAnswer(await answer(api.GET('/api/guardrails', { signal }))),
});
