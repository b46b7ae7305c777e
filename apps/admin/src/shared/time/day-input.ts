/** The end of a local calendar day like `2027-01-31`, in milliseconds since 1970; NaN for anything else. */
export function endOfDay(day: string): number {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T23:59:59`).getTime() : Number.NaN;
}

/** A moment's local calendar day, as a date input writes it. */
export function dayInput(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
