/** A stretch of time up to but without its end; null: open. */
export interface Period {
  readonly from: Date;
  readonly to: Date | null;
}

/** The whole UTC days of a period, up to but without the last, and what is left of it at either end. */
export interface DividedPeriod {
  /** Null where the period has no whole day. */
  readonly days: Period | null;
  readonly edges: readonly { readonly from: Date; readonly to: Date }[];
}

export const DAY = 24 * 60 * 60 * 1000;

/** Divides a period into its whole UTC days and the parts of days before and behind them. */
export function dividePeriod({ from, to }: Period): DividedPeriod {
  const first = new Date(Math.ceil(from.getTime() / DAY) * DAY);
  const end = to && new Date(Math.floor(to.getTime() / DAY) * DAY);
  if (to && end && first >= end) {
    return {
      days: null,
      edges: first.getTime() === end.getTime() ? edgesOf(from, first, to) : edgesOf(from, to),
    };
  }
  const edges = [...edgesOf(from, first), ...(to && end ? edgesOf(end, to) : [])];
  return { days: { from: first, to: end }, edges };
}

/** The stretches between times that follow one another, but for empty ones. */
function edgesOf(...times: readonly Date[]): { from: Date; to: Date }[] {
  return times.flatMap((to, index) => {
    const from = times[index - 1];
    return from && from < to ? [{ from, to }] : [];
  });
}

/**
 * Every UTC day that a period touches, as `2026-11-24`, oldest first, an open one up to now; null where they are
 * more than so many.
 */
export function daysOf({ from, to }: Period, now: Date, most: number): readonly string[] | null {
  const end = to ?? new Date(Math.max(now.getTime(), from.getTime()) + 1);
  const first = Math.floor(from.getTime() / DAY);
  const count = Math.ceil(end.getTime() / DAY) - first;
  if (count > most) return null;
  if (from >= end) return [];
  return Array.from({ length: count }, (_, index) =>
    new Date((first + index) * DAY).toISOString().slice(0, 10),
  );
}
