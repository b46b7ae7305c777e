/** The frame of every page, the account's menu, and what stands in for a page. */
export const shellText = {
  skip: 'Skip to content',
  navigation: 'Main',
  workspace: (name: string) => `Workspace ${name}`,
  pages: {
    keys: 'Keys',
    tokens: 'Tokens',
    usage: 'Usage',
    guardrails: 'Guardrails',
    playground: 'Playground',
    members: 'Members',
    audit: 'Audit',
    account: 'Account',
    apiDocs: 'API docs',
  },
  search: 'Search',
  docs: 'Docs',
  switchTo: { light: 'Switch to light colours', dark: 'Switch to dark colours' },
  account: {
    of: (email: string) => `Account ${email}`,
    roleIn: (role: string, workspace: string) => `${role} of workspace ${workspace}`,
    open: 'Account',
    signOut: 'Sign out',
  },
  notFound: {
    title: 'There is no such page',
    check: 'Check the address, or go to',
  },
  unavailable: {
    noAnswer: 'IBYOK does not answer',
    notOpened: 'This page could not be opened',
  },
  pending: 'Loading the page',
  partNotLoaded:
    'This part of the dashboard could not be loaded. Check that the server runs, then try again.',
} as const;
