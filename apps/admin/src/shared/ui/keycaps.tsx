import { Fragment } from 'react';
import classes from './keycaps.module.css';

/** Keys to press, one after another. A screen reader reads their names. */
export function Keycaps({ keys, between }: { keys: readonly string[]; between?: string }) {
  return (
    <span className={classes.keys}>
      {keys.map((key, place) => (
        <Fragment key={key + place.toString()}>
          {place > 0 && between && <span className={classes.between}>{between}</span>}
          <kbd className={classes.key}>{key}</kbd>
        </Fragment>
      ))}
    </span>
  );
}

const IS_APPLE = /Mac|iPhone|iPad/.test(navigator.platform);

/** The keys that open the palette on the reader's machine. */
export const PALETTE_KEYS: readonly string[] = IS_APPLE ? ['⌘', 'K'] : ['Ctrl', 'K'];
