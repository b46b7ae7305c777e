import type { Mode } from '@ibyok/mode-resolution';
import classes from './mode-badge.module.css';
import { MODE_WORD } from './words.js';

/** The shape of a mode: a hollow diamond for mock, a solid one for live. */
export function ModeShape({ mode }: { mode: Mode }) {
  return (
    <svg
      className={classes.shape}
      data-mode={mode}
      viewBox="0 0 12 12"
      width="11"
      height="11"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M6 1 11 6 6 11 1 6z" />
    </svg>
  );
}

/** A mode as shape, word and colour, in that order. */
export function ModeBadge({ mode, unusual = false }: { mode: Mode; unusual?: boolean }) {
  return (
    <span className={classes.badge} data-mode={mode} data-unusual={unusual || undefined}>
      <ModeShape mode={mode} />
      {MODE_WORD[mode]}
    </span>
  );
}
