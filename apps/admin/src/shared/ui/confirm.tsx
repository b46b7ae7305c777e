import type { ReactNode } from 'react';
import { onceNeeded } from './once-needed.js';
import { usePanelHold } from './panel-hold.js';

export interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** The verb on the button that goes ahead. */
  readonly action: string;
  readonly danger?: boolean;
  /** A name that has to be typed or pasted before the button goes ahead. */
  readonly name?: string | null;
  /**
   * Differs once what is asked about does, also while the question stands: a name already typed is cleared then, and
   * the question says so.
   */
  readonly about?: string;
  /** Whether there is nothing left to go ahead with. */
  readonly moot?: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

const Question = onceNeeded(
  async () => (await import('./question.js')).Question,
  ({ opened }: ConfirmProps) => opened,
);

/** Asks once before something that is hard to take back; Escape and Cancel change nothing. */
export function Confirm(props: ConfirmProps) {
  usePanelHold(props.opened);
  return <Question {...props} />;
}
