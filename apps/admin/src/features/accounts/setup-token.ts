let held = '';

/** Reads the setup token from a fragment like `#token=…`; empty where there is none. */
export function setupTokenIn(fragment: string): string {
  return new URLSearchParams(fragment.replace(/^#/, '')).get('token') ?? '';
}

/**
 * Takes the setup token out of the page's address, so that it stays neither in the address bar nor in
 * the history, and returns it; later calls return the same one.
 */
export function takeSetupToken(): string {
  const found = setupTokenIn(window.location.hash);
  if (found !== '') {
    held = found;
    window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);
  }
  return held;
}
