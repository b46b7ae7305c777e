import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';

export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** Replaces the password and ends every other session. Fails with `invalid_credentials`. */
export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: PasswordChange) =>
      answer(api.POST('/api/account/password', { body: { ...change } })),
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: ['account'] }),
  });
}
