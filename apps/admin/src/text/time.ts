/** Moments too close to be counted; all others are the formats' of the language. */
export const timeText = {
  soon: 'in a moment',
  now: 'just now',
} as const;
