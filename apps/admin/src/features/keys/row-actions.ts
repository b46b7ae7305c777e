import type { Environment } from '@ibyok/mode-resolution';
import type { FocusEvent, KeyboardEvent, PointerEvent, ReactNode } from 'react';
import type { Key } from '../../shared/api/types.js';

/** Handlers with which a control shows a hint while it is pointed at or has the focus. */
export interface Hinted {
  readonly onPointerEnter: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerLeave: () => void;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onBlur: () => void;
}

/** All that a row of the table can ask for. The same object as long as the table stands, so that rows rest. */
export interface RowActions {
  /** Turns the selection of a key over; `toHere`: of all keys from the last one turned to this one. */
  readonly select: (key: Key, toHere: boolean) => void;
  readonly openSettings: (key: Key) => void;
  readonly openMenu: (key: Key, from: HTMLElement) => void;
  readonly tellStory: (key: Key, environment: Environment, from: HTMLElement) => void;
  readonly hinted: (hint: () => ReactNode) => Hinted;
  /** Goes up or down a column with the arrow keys. */
  readonly step: (event: KeyboardEvent<HTMLElement>, index: number) => void;
  /** Tells which row has the focus. */
  readonly keep: (index: number) => void;
}
