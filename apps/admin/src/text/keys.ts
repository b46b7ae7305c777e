const count = (keys: number): string => keys.toLocaleString('en');
const keysOf = (keys: number): string => (keys === 1 ? '1 key' : `${count(keys)} keys`);

/** What people read on the Keys page, in its table and in its panels. */
export const keysText = {
  title: 'Keys',
  purpose: 'Which key is live where, and why.',
  add: 'Add key',
  loadFailed: 'The keys could not be loaded',
  loading: 'Loading the keys',
  arriving: (keys: number) => `${count(keys)} keys so far, loading the others…`,

  unknown: {
    title: 'There is no such key here',
    text: 'The link leads to a key that was deleted, or that belongs to another workspace.',
    close: 'Show all keys',
  },
  none: {
    title: 'No keys yet',
    add: 'Add your first key',
    teach:
      'Paste a key from OpenAI, Anthropic or any other provider. Applications then fetch it from here and get the real key or a mock, depending on their environment.',
    viewer:
      'Your role can look but not add. Ask an owner, admin or member of this workspace to add the first key.',
  },

  find: {
    search: 'Search keys',
    placeholder: 'Search by name, provider or last four',
    provider: 'Provider',
    anyProvider: 'Any provider',
    mode: 'Mode',
    anyMode: 'Any mode',
    modeIn: (mode: string, environment: string) => `${mode} in ${environment}`,
    modeAnywhere: (mode: string) => `${mode} in any environment`,
    fetched: 'Last fetched',
    anyTime: 'Fetched or not',
    unused: 'Not fetched for 30 days',
    never: 'Never fetched',
    sort: 'Sort',
    sorts: {
      newest: 'Newest first',
      created: 'Oldest first',
      name: 'Name, A to Z',
      '-name': 'Name, Z to A',
      provider: 'Provider, A to Z',
      '-provider': 'Provider, Z to A',
      fetched: 'Least recently fetched',
      '-fetched': 'Most recently fetched',
    },
    all: keysOf,
    found: (found: number, all: number) => `${count(found)} of ${keysOf(all)}`,
    clear: 'Clear filters',
    nothing: 'No key fits these filters.',
  },

  table: {
    name: 'Name',
    provider: 'Provider',
    fetched: 'Last fetched',
    never: 'never',
    actions: 'Actions',
    sortBy: (column: string) => `Sort by ${column.toLowerCase()}`,
    settings: (key: string) => `Settings for ${key}`,
    more: (key: string) => `More for ${key}`,
    select: (key: string) => `Select ${key}`,
    selectAll: (keys: number) => (keys === 1 ? 'Select the key' : `Select all ${keysOf(keys)}`),
    selection: 'Selected',
  },
  menu: {
    settings: 'Open settings',
    copyId: 'Copy id',
    copySlug: 'Copy slug',
    copiedId: (key: string) => `The id of ${key} is copied.`,
    copiedSlug: (key: string) => `The slug of ${key} is copied.`,
    notCopied: 'The browser does not let this page copy. Open the key’s settings and select it there.',
  },
  story: {
    title: (key: string, environment: string) => `${key} in ${environment}`,
    rules: 'Rules, in order',
    change: 'Change override',
    see: 'See settings',
    playground: 'Open in playground',
  },

  overrides: {
    save: 'Save overrides',
    discard: 'Discard',
    saving: 'Saving changes',
    changesNothing: 'This changes no effective mode today.',
    confirm: 'Confirm',
    changes: 'This changes',
    changesNoMode: 'No effective mode changes today.',
    nextFetch: 'It takes effect with the next fetch.',
    inherit: (mode: string) => `Inherit (${mode})`,
    override: (mode: string) => `${mode} (override)`,
    makeLive: (key: string, environments: string) => `Make ${key} live in ${environments}?`,
    changeProduction: (key: string) => `Change ${key} in Production?`,
    putBack: (keys: number) => `Put the overrides of ${keysOf(keys)} back?`,
    set: (choice: string, environment: string, keys: number) =>
      `Set the override to ${choice} in ${environment} for ${keysOf(keys)}?`,
    is: (key: string, modes: string) => `${key} is ${modes}.`,
    modeIn: (mode: string, environments: string) => `${mode} in ${environments}`,
    saved: (key: string) => `Overrides of ${key} are saved. Its modes stay as they were.`,
    savedMany: (keys: number, flips: number) =>
      flips === 0
        ? `Overrides of ${keysOf(keys)} are saved. Their modes stay as they were.`
        : `Overrides of ${keysOf(keys)} are saved; ${flips === 1 ? '1 mode changes' : `${count(flips)} modes change`}.`,
    notSaved: (key: string, why: string) => `${key} stays as it was. ${why}`,
    changedSince: 'This was changed again since, so there is nothing to undo.',
  },
  bulk: {
    label: 'Selected keys',
    selected: (keys: number) => `${keysOf(keys)} selected`,
    setIn: 'Set override in',
    to: 'to',
    inherit: 'Inherit',
    apply: (keys: number) => (keys === 0 ? 'Nothing to change' : `Set for ${keysOf(keys)}`),
    clear: 'Clear selection',
    failedTitle: (failed: number, all: number) => `${count(failed)} of ${keysOf(all)} could not be changed`,
    failedText: 'The others are changed. These stay as they were:',
    failedAll: 'They stay as they were:',
    gone: 'It no longer exists.',
    tryAgain: 'Try again',
    close: 'Close',
  },
} as const;
