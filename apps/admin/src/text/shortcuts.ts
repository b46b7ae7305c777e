/** Keyboard shortcuts: the panel that lists them, and the choice to have none. */
export const shortcutsText = {
  title: 'Keyboard shortcuts',
  groups: { anywhere: 'Anywhere', go: 'Go to' },
  palette: 'Search and commands',
  create: 'Add or create on this page',
  search: 'Search on this page',
  list: 'Show this list',
  close: 'Close a panel',
  betweenKeys: 'then',
  off: 'Shortcuts of single letters are turned off in your account’s preferences.',
  preferences: 'Preferences',
  enabled: 'Keyboard shortcuts of single letters',
  enabledWhy:
    'Such as G then K for Keys, and ? for the list of them. Turn them off if they get in the way of what you speak or type; this browser remembers it.',
} as const;
