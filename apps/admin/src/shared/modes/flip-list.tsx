import { ENVIRONMENTS, MODES } from '@ibyok/mode-resolution';
import { Text } from '@mantine/core';
import { modesText } from '../../text/modes.js';
import { ArrowRightIcon } from '../icons.js';
import classes from './flip-list.module.css';
import type { Flip } from './key-modes.js';
import { ModeBadge } from './mode-badge.js';
import { ENVIRONMENT_WORD, MODE_WORD } from './words.js';

/** More names than this help nobody to decide; how many more there are does. */
const MOST = 6;

/** A flip with what it is of: a key, or an environment. */
export interface NamedFlip {
  readonly of: string;
  readonly flip: Flip;
}

/** The modes that a change turns over, one line each; empty where there are none. Long lists are shortened. */
export function FlipList({ title, items }: { title: string; items: readonly NamedFlip[] }) {
  if (items.length === 0) return null;
  // One line more takes no more room than the words that one is left out.
  const shown = items.length === MOST + 1 ? items : items.slice(0, MOST);
  return (
    <div className={classes.box}>
      <Text size="xs" c="dimmed" mb={4}>
        {title}
      </Text>
      <ul className={classes.list}>
        {shown.map(({ of, flip }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two keys may share a name, and the list never reorders
          <li key={index} className={classes.item}>
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
        ))}
      </ul>
      {shown.length < items.length && (
        <Text size="sm" c="dimmed" mt={4}>
          {modesText.more(items.length - shown.length)}
        </Text>
      )}
    </div>
  );
}

/** What a change turns over for keys, by environment and mode: `3 keys become live in Staging:`, and which. */
export function KeyFlips({ items }: { items: readonly NamedFlip[] }) {
  return ENVIRONMENTS.flatMap((environment) =>
    MODES.map((mode) => {
      const flipped = items.filter(({ flip }) => flip.environment === environment && flip.to === mode);
      const title = modesText.become(
        flipped.length,
        MODE_WORD[mode].toLowerCase(),
        ENVIRONMENT_WORD[environment],
      );
      return <FlipList key={`${environment} ${mode}`} title={title} items={flipped} />;
    }),
  );
}
