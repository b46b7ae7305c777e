import type { Overrides } from '@ibyok/mode-resolution';
import type { Key } from './key.dto.js';
import type { KeyEntity } from './key.entities.js';

/** A key as the API shows it. */
export function toKey(key: KeyEntity, lastUsedAt: Date | null): Key {
  return {
    id: key.id,
    slug: key.slug,
    name: key.name,
    llmType: key.llmType,
    last4: key.last4,
    version: key.version,
    overrides: overridesOf(key),
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

/** A key's overrides by environment. */
export function overridesOf(key: KeyEntity): Overrides {
  return {
    development: key.overrideDevelopment,
    staging: key.overrideStaging,
    production: key.overrideProduction,
  };
}
