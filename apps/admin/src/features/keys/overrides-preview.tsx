import { Text } from '@mantine/core';
import type { Key } from '../../shared/api/types.js';
import { FlipList, KeyFlips } from '../../shared/modes/flip-list.js';
import { ENVIRONMENT_WORD, listed } from '../../shared/modes/words.js';
import { keysText } from '../../text/keys.js';
import type { ForeseenOverrides } from './overrides-change.js';
import type { MetWishes, OverridesWish } from './overrides-intent.js';

const words = keysText.overrides;

/** More names than this are counted instead. */
const MOST_NAMES = 3;

interface OverridesPreviewProps {
  readonly met: MetWishes<Key>;
  readonly foreseen: ForeseenOverrides;
  /** Whether it is about one key by its name: its flips are listed by environment, those of several by key. */
  readonly isOfOne: boolean;
}

/** Exactly what changes, what is left alone or gone, or that nothing is left to change. */
export function OverridesPreview({ met, foreseen: { turned }, isOfOne }: OverridesPreviewProps) {
  const items = turned.map(({ flip }) => ({
    id: flip.environment,
    of: ENVIRONMENT_WORD[flip.environment],
    flip,
  }));
  const left = [
    sentenceOf(met.leftAlone, words.leftAlone, words.leftAloneMany),
    sentenceOf(met.gone, words.gone, words.goneMany),
  ].filter((sentence) => sentence !== '');
  const leftAlone = left.length > 0 && (
    <Text size="sm" role="alert">
      {left.join(' ')}
    </Text>
  );
  if (met.changes.length === 0) {
    return (
      leftAlone || (
        <Text size="sm" role="alert">
          {words.nothingLeft}
        </Text>
      )
    );
  }
  return (
    <>
      {isOfOne ? <FlipList title={words.changes} items={items} /> : <KeyFlips items={turned} />}
      {turned.length === 0 && <Text size="sm">{words.changesNoMode}</Text>}
      {leftAlone}
      <Text size="sm" c="dimmed">
        {words.nextFetch}
      </Text>
    </>
  );
}

/** One sentence about keys: by their names, or of many by their number; empty where there are none. */
function sentenceOf(
  wishes: readonly OverridesWish[],
  byNames: (keys: number, names: string) => string,
  byNumber: (keys: number) => string,
): string {
  const { length } = wishes;
  if (length === 0) return '';
  return length > MOST_NAMES ? byNumber(length) : byNames(length, listed(wishes.map(({ name }) => name)));
}
