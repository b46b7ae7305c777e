import type { Overrides } from '@ibyok/mode-resolution';
import type { KeyEntity } from './key.entities.js';

/** A key's overrides by environment. */
export function overridesOf(key: KeyEntity): Overrides {
  return {
    development: key.overrideDevelopment,
    staging: key.overrideStaging,
    production: key.overrideProduction,
  };
}
