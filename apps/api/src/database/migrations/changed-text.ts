/**
 * A function of an earlier migration with some of its text exchanged, so that what a migration changes of it is all
 * that the migration says. Throws where a part is not there exactly once.
 */
export function changedText(text: string, changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((current, [from, to]) => {
    const [before, after, ...more] = current.split(from);
    if (before === undefined || after === undefined || more.length > 0) {
      throw new Error(`not there exactly once: ${from}`);
    }
    return `${before}${to}${after}`;
  }, text);
}
