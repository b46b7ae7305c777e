/** Puts the focus at the start of the page, after the control that had it is gone. */
export function focusContent(): void {
  document.getElementById('content')?.focus({ preventScroll: true });
}
