import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';
import { replaceKey } from '../../../shared/queries/keys.js';

export interface DatesChange {
  /** RFC 3339; null clears it. */
  readonly expiresAt?: string | null;
  readonly rotateEveryDays?: number | null;
}

/** Changes what people note of a key's time; what is absent stays. */
export function useChangeDates(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (dates: DatesChange) =>
      answer(api.PATCH('/api/keys/{id}', { params: { path: { id } }, body: { ...dates } })),
    onSuccess: (key) => replaceKey(client, key),
  });
}
