/** What people read in questions before a change and in passing messages after it. */
export const questionsText = {
  typeTheName: (name: string) => ({ before: 'Type ', name, after: ' to confirm' }),
  undo: 'Undo',
} as const;
