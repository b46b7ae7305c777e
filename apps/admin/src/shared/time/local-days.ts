/**
 * The moment at which a calendar day begins in the reader's own time zone, or the day so many days after it; in
 * milliseconds since 1970. A day is written as a date field does, `2027-01-31`; NaN for anything else. Days may have
 * 23 or 25 hours, and some begin at one o'clock.
 */
export function startOfDay(day: string, daysAfter = 0): number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return Number.NaN;
  const start = new Date(`${day}T00:00:00`);
  // Counted from noon: where clocks change at midnight, the day after one that begins at one would begin then, too.
  start.setHours(12);
  start.setDate(start.getDate() + daysAfter);
  start.setHours(0);
  return start.getTime();
}

/** The last second of a calendar day in the reader's own time zone, also where its last hour comes twice. */
export function endOfDay(day: string): number {
  return startOfDay(day, 1) - 1000;
}

/** A moment's local calendar day, as a date input writes it. */
export function dayInput(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
