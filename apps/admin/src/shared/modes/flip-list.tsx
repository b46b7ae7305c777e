import { Text } from '@mantine/core';
import { ArrowRightIcon } from '../icons.js';
import classes from './flip-list.module.css';
import type { Flip } from './key-modes.js';
import { ModeBadge } from './mode-badge.js';
import { MODE_WORD } from './words.js';

interface FlipListProps {
  readonly title: string;
  /** Each flip with what it is of: a key, or an environment. */
  readonly items: readonly { readonly of: string; readonly flip: Flip }[];
}

/** The modes that a change turns over, one line each; empty where there are none. */
export function FlipList({ title, items }: FlipListProps) {
  if (items.length === 0) return null;
  return (
    <div className={classes.box}>
      <Text size="xs" c="dimmed" mb={4}>
        {title}
      </Text>
      <ul className={classes.list}>
        {items.map(({ of, flip }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two keys may share a name, and the list never reorders
          <li key={index} className={classes.item}>
            <span className={classes.name} title={of}>
              {of}
            </span>
            <span
              className={classes.turn}
              role="img"
              aria-label={`${MODE_WORD[flip.from]} to ${MODE_WORD[flip.to]}`}
            >
              <ModeBadge mode={flip.from} />
              <ArrowRightIcon size={13} />
              <ModeBadge mode={flip.to} unusual />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
