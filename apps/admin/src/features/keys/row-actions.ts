import type { Environment } from '@ibyok/mode-resolution';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Key } from '../../shared/api/types.js';
import type { HintHandlers } from '../../shared/ui/use-hint.js';

/** All that a row of the table can ask for. The same object as long as the table stands, so that rows rest. */
export interface RowActions {
  /** Turns the selection of a key over; `toHere`: of all keys from the last one turned to this one. */
  readonly select: (key: Key, toHere: boolean) => void;
  readonly openSettings: (key: Key) => void;
  readonly openMenu: (key: Key, from: HTMLElement) => void;
  readonly tellStory: (key: Key, environment: Environment, from: HTMLElement) => void;
  readonly hinted: (hint: () => ReactNode) => HintHandlers;
  /** Goes up or down a column with the arrow keys. */
  readonly step: (event: KeyboardEvent<HTMLElement>, index: number) => void;
  /** Tells which row has the focus. */
  readonly keep: (index: number) => void;
}
