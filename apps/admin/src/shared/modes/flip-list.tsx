import { ENVIRONMENTS, MODES } from '@ibyok/mode-resolution';
import { Button, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { modesText } from '../../text/modes.js';
import { FlipItem } from './flip-item.js';
import classes from './flip-list.module.css';
import type { NamedFlip } from './named-flip.js';
import { UnfoldedFlips } from './unfolded-flips.js';
import { ENVIRONMENT_WORD, MODE_WORD } from './words.js';

/** As many as are taken in at a glance; the others are there once asked for. */
const MOST = 6;

/** The modes that a change turns over, one line each; empty where there are none. Long lists are folded. */
export function FlipList({ title, items }: { title: string; items: readonly NamedFlip[] }) {
  const [unfolded, setUnfolded] = useState(false);
  const id = useId();
  if (items.length === 0) return null;
  // One line more takes no more room than the words that one is left out.
  const foldable = items.length > MOST + 1;
  return (
    <div className={classes.box}>
      <Text size="xs" c="dimmed" mb={4} id={`${id}title`}>
        {title}
      </Text>
      <div id={`${id}list`}>
        {foldable && unfolded ? (
          <UnfoldedFlips items={items} labelledBy={`${id}title`} />
        ) : (
          <ul className={classes.list}>
            {(foldable ? items.slice(0, MOST) : items).map((item) => (
              <FlipItem key={item.id} item={item} />
            ))}
          </ul>
        )}
      </div>
      {foldable && (
        <Button
          variant="subtle"
          size="compact-sm"
          mt={4}
          className={classes.unfold}
          aria-expanded={unfolded}
          aria-controls={`${id}list`}
          aria-describedby={`${id}title`}
          onClick={() => setUnfolded(!unfolded)}
        >
          {unfolded ? modesText.fewer : modesText.more(items.length - MOST)}
        </Button>
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
