let held = '';

/**
 * Takes an invitation's token out of the page's address, `#TOKEN`, so that it stays neither in the address
 * bar nor in the history, and returns it; later calls return the same one. Empty where there was none.
 */
export function takeInvitationToken(): string {
  const found = window.location.hash.slice(1);
  if (found !== '') {
    held = found;
    window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);
  }
  return held;
}
