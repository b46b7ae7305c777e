import type { Environment } from '@ibyok/mode-resolution';
import { Problem } from '../http/problem.js';
import type { Scope } from '../tokens/scope.js';
import { isWithin } from './address-bounds.js';
import type { FetchFacts, KeyFacts, TokenFacts } from './fetch-facts.js';

/** Throws the 403 that a token earns by asking for what it was not given. */
export function assertTokenMay(
  token: TokenFacts,
  ip: string,
  scope: Scope,
  environment: Environment | null,
): void {
  assertAddress(token, ip);
  if (!token.scopes.includes(scope)) {
    throw new Problem(403, 'scope_missing', `This access token does not have the scope ${scope}.`);
  }
  if (environment && !token.environments.includes(environment)) {
    throw new Problem(403, 'environment_not_allowed', `This access token is not bound to ${environment}.`);
  }
}

/** Throws the 403 of a token that does not count from this address. */
export function assertAddress(token: TokenFacts, ip: string): void {
  if (isWithin(ip, token.addressRanges)) return;
  throw new Problem(403, 'address_not_allowed', 'This access token does not count from this address.');
}

/** The key that was asked for; throws the one 404 for none, another tenant's, or one outside the token's keys. */
export function readableKey({ token, key }: FetchFacts): KeyFacts {
  if (key && (token.keyIds === null || token.keyIds.includes(key.id))) return key;
  throw new Problem(404, 'key_not_found', 'There is no such key.');
}
