import type { HTMLAttributes, Ref } from 'react';
import { modesText } from '../../text/modes.js';
import { ArrowRightIcon } from '../icons.js';
import classes from './flip-list.module.css';
import { ModeBadge } from './mode-badge.js';
import type { NamedFlip } from './named-flip.js';
import { MODE_WORD } from './words.js';

interface FlipItemProps extends HTMLAttributes<HTMLLIElement> {
  readonly item: NamedFlip;
  readonly ref?: Ref<HTMLLIElement>;
}

/** One line of a list of flips; anything else given is the list item’s own. */
export function FlipItem({ item: { of, flip }, ...own }: FlipItemProps) {
  return (
    <li className={classes.item} {...own}>
      <span className={classes.name} title={of}>
        {of}
      </span>
      <span
        className={classes.turn}
        role="img"
        aria-label={modesText.turn(MODE_WORD[flip.from], MODE_WORD[flip.to])}
      >
        <ModeBadge mode={flip.from} />
        <ArrowRightIcon size={13} />
        <ModeBadge mode={flip.to} unusual />
      </span>
    </li>
  );
}
