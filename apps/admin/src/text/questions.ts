/** What people read in questions before a change and in passing messages after it. */
export const questionsText = {
  typeTheName: (name: string) => ({ before: 'Type ', name, after: ' to confirm' }),
  undo: 'Undo',
  /** Said while a question stands, where others changed what it is about. */
  changed: 'What this changes is no longer the same. Look at it again.',
  changedTypeAgain: 'What this changes is no longer the same. Look at it again, then type the name again.',
} as const;
