import type { Environment } from '@ibyok/mode-resolution';
import type { Key } from '../../shared/api/types.js';

/** Where an element is within another one, for what is to appear beside it. */
export interface Place {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** What is opened beside a control of one row: one for the whole table, however many rows there are. */
export interface Anchored {
  readonly keyId: string;
  readonly from: HTMLElement;
  readonly place: Place;
}

export interface AnchoredStory extends Anchored {
  readonly environment: Environment;
}

/** Anchors something at a control of a key’s row, within the element that scrolls with it. */
export function anchorAt(key: Key, from: HTMLElement, within: HTMLElement): Anchored {
  const own = from.getBoundingClientRect();
  const outer = within.getBoundingClientRect();
  const place = {
    top: own.top - outer.top,
    left: own.left - outer.left,
    width: own.width,
    height: own.height,
  };
  return { keyId: key.id, from, place };
}
