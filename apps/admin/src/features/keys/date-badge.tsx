import { AlertIcon } from '../../shared/icons.js';
import { exactTime, relativeTime } from '../../shared/time/relative-time.js';
import { useNow } from '../../shared/time/time-ago.js';
import { Hint } from '../../shared/ui/hint.js';
import { keyFactsText } from '../../text/key-facts.js';
import { type KeyDates, pressingDate } from './date-facts.js';
import classes from './key-facts.module.css';

/** That a key has expired, soon will, or is due for rotation; nothing where there is nothing to say. */
export function DateBadge({ dates }: { dates: KeyDates }) {
  // Most keys have no dates: their rows need no clock.
  if (dates.expiresAt === null && dates.rotationDueAt === null) return null;
  return <DatedBadge dates={dates} />;
}

function DatedBadge({ dates }: { dates: KeyDates }) {
  const now = useNow();
  const fact = pressingDate(dates, now);
  if (!fact) return null;
  return (
    <Hint label={exactTime(fact.at)}>
      <span className={classes.badge} data-kind={fact.kind}>
        <AlertIcon size={11} />
        {keyFactsText.dates.badge[fact.kind](relativeTime(fact.at, now))}
      </span>
    </Hint>
  );
}
