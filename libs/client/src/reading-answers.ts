import type {
  Environment,
  Key,
  KeyMode,
  KeyVersion,
  Mode,
  ReadableKey,
  StoredKey,
  WhoAmI,
} from './answers.js';
import { isRecord, notTheContract } from './refusals.js';

const ENVIRONMENTS: ReadonlySet<unknown> = new Set<Environment>(['development', 'staging', 'production']);
const MODES: ReadonlySet<unknown> = new Set<Mode>(['mock', 'live']);

/** What a page of a list has in it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/**
 * These readers take an answer's JSON as what the contract promises, and throw where it is not: a value of which
 * nobody knows whether it is live is not given to anybody. Fields that a newer server adds are kept.
 */
export function readKey(body: unknown): Key {
  const isKey =
    hasTexts(body, ['keyId', 'name', 'llmType', 'value']) &&
    body.value !== '' &&
    (body.baseUrl === undefined || typeof body.baseUrl === 'string') &&
    hasModeInfo(body);
  return accept<Key>(isKey, body);
}

export function readMode(body: unknown): KeyMode {
  return accept<KeyMode>(hasTexts(body, ['keyId']) && hasModeInfo(body) && Array.isArray(body.trace), body);
}

export function readKeyPage(body: unknown): Page<ReadableKey> {
  const isPage =
    isRecord(body) &&
    (body.nextCursor === null || typeof body.nextCursor === 'string') &&
    Array.isArray(body.items) &&
    body.items.every((item) => hasTexts(item, ['keyId', 'slug', 'name', 'llmType']) && hasModeInfo(item));
  return accept<Page<ReadableKey>>(isPage, body);
}

export function readWhoAmI(body: unknown): WhoAmI {
  const texts = ['tokenId', 'name', 'tenantId', 'tenantName', 'environment', 'expiresAt'];
  const isAnswer =
    hasTexts(body, texts) &&
    Array.isArray(body.scopes) &&
    Array.isArray(body.environments) &&
    (body.keyIds === null || Array.isArray(body.keyIds));
  return accept<WhoAmI>(isAnswer, body);
}

export function readStoredKey(body: unknown): StoredKey {
  return accept<StoredKey>(hasTexts(body, ['keyId', 'slug', 'name', 'llmType']), body);
}

export function readKeyVersion(body: unknown): KeyVersion {
  return accept<KeyVersion>(hasTexts(body, ['keyId']) && typeof body.version === 'number', body);
}

function accept<Answer>(fits: boolean, body: unknown): Answer {
  if (!fits) throw notTheContract(200);
  return body as Answer;
}

function hasTexts(body: unknown, names: readonly string[]): body is Readonly<Record<string, unknown>> {
  return isRecord(body) && names.every((name) => typeof body[name] === 'string');
}

function hasModeInfo({ modeInfo }: Readonly<Record<string, unknown>>): boolean {
  return (
    isRecord(modeInfo) &&
    ENVIRONMENTS.has(modeInfo.environment) &&
    MODES.has(modeInfo.effectiveMode) &&
    typeof modeInfo.source === 'string' &&
    // Only this package says so.
    modeInfo.stale === undefined
  );
}
