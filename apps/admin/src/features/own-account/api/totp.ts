import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../shared/api/client.js';

/** Whether the account asks for one-time codes, and how many recovery codes are left. */
export const totpQuery = queryOptions({
  queryKey: ['account', 'totp'],
  queryFn: ({ signal }) => answer(api.GET('/api/account/totp', { signal })),
});

/** The password, and a code of the app or a recovery code. */
export interface TotpProof {
  readonly password: string;
  readonly code: string;
}

/** A secret to confirm; never put into the cache. Fails with `invalid_credentials`. */
export function useBeginTotp() {
  return useMutation({
    mutationFn: (password: string) => answer(api.POST('/api/account/totp', { body: { password } })),
    gcTime: 0,
  });
}

/** Turns codes on; the answer alone carries the recovery codes. */
export function useConfirmTotp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (code: string) => answer(api.POST('/api/account/totp/confirm', { body: { code } })),
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: ['account'] }),
  });
}

/** Ten new recovery codes; the answer alone carries them. */
export function useNewRecoveryCodes() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (proof: TotpProof) =>
      answer(api.POST('/api/account/totp/recovery-codes', { body: { ...proof } })),
    gcTime: 0,
    onSuccess: () => client.invalidateQueries(totpQuery),
  });
}

/** Turns codes off. */
export function useDisableTotp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (proof: TotpProof) => answer(api.POST('/api/account/totp/disable', { body: { ...proof } })),
    onSuccess: () => client.invalidateQueries(totpQuery),
  });
}
