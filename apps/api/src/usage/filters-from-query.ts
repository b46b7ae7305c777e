import { ENVIRONMENTS, type Environment } from '@ibyok/mode-resolution';
import type { FetchFilters } from './fetched.js';
import type { UsageFilters } from './usage.dto.js';

/** Which fetches a query asks for. Takes the keys that may be counted, or null for all. */
export function filtersFrom(
  { keyId, tokenId, environment, mode }: UsageFilters,
  keyIds: readonly string[] | null,
): FetchFilters {
  return {
    keyIds: keyId === undefined ? keyIds : [keyId].filter((id) => keyIds === null || keyIds.includes(id)),
    tokenIds: tokenId === undefined ? null : [tokenId],
    environments: environment === undefined ? null : environmentsOf(environment),
    mode: mode ?? null,
  };
}

function environmentsOf(asked: NonNullable<UsageFilters['environment']>): readonly Environment[] {
  return asked === 'outside_production' ? ENVIRONMENTS.filter((one) => one !== 'production') : [asked];
}
