/** What is the same on every page. */
export const uiText = {
  product: 'IBYOK',
  /** The name of the browser's tab. */
  tab: (page: string) => `${page} · IBYOK`,
  cancel: 'Cancel',
  close: 'Close',
  closeMessage: 'Close the message',
  copy: 'Copy',
  copied: 'Copied',
  selectAndCopy: 'Select and copy',
  code: 'Code',
  codeHint: 'Six digits from your authenticator app, or a recovery code.',
  done: 'Done',
  request: 'Request',
  showTyped: 'Show typed characters',
  tryAgain: 'Try again',
} as const;
