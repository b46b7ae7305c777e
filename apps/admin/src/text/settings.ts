import { countOf, plural } from './locale.js';

/** What people read in the environment settings. */
export const settingsText = {
  title: 'Environment Settings',
  purpose: 'What every key inherits.',
  loading: 'Loading the environment settings',
  defaultOf: (environment: string) => `${environment} default`,
  question: (mode: string, environment: string) => `Make ${mode} the default of ${environment}?`,
  confirm: 'Confirm',
  noKey: 'No key changes its mode today.',
  already: (environment: string, mode: string) =>
    `${environment} defaults to ${mode} by now, so there is nothing to change.`,
  changedSince: (environment: string) =>
    `The default of ${environment} was changed again since, so there is nothing to undo.`,
  nextFetch: 'It takes effect with the next fetch.',
  done: (environment: string, mode: string, keys: number) =>
    `${environment} defaults to ${mode}; ${countOf(keys)} ${plural(keys, { one: 'key changes', other: 'keys change' })}.`,
} as const;
