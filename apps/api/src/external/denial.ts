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
  if (!hasScope(token, scope)) {
    throw new Problem(403, 'scope_missing', `This access token does not have the scope ${scope}.`);
  }
  if (environment && !isBoundTo(token, environment)) {
    throw new Problem(403, 'environment_not_allowed', `This access token is not bound to ${environment}.`);
  }
}

/** Throws the 403 of a token that does not count from this address. */
export function assertAddress(token: TokenFacts, ip: string): void {
  if (isWithin(ip, token.addressRanges)) return;
  throw new Problem(403, 'address_not_allowed', 'This access token does not count from this address.');
}

/** The key that was asked for; throws the one 404 for none, another tenant's, or one outside the token's keys. */
export function readableKey(facts: FetchFacts): KeyFacts {
  const key = keyOfToken(facts);
  if (key) return key;
  throw new Problem(404, 'key_not_found', 'There is no such key.');
}

/** Whether a token gets the value that it asked for, from an address that it counts from. */
export function mayRead(facts: FetchFacts): boolean {
  const { token, environment } = facts;
  return hasScope(token, 'keys:read') && isBoundTo(token, environment) && keyOfToken(facts) !== null;
}

function hasScope(token: TokenFacts, scope: Scope): boolean {
  return token.scopes.includes(scope);
}

function isBoundTo(token: TokenFacts, environment: Environment): boolean {
  return token.environments.includes(environment);
}

function keyOfToken({ token, key }: FetchFacts): KeyFacts | null {
  return key && (token.keyIds === null || token.keyIds.includes(key.id)) ? key : null;
}
