import type { Environment } from '@ibyok/mode-resolution';
import { AlertIcon } from '../../shared/icons.js';
import { isUnusual } from '../../shared/modes/key-modes.js';
import { ModeBadge } from '../../shared/modes/mode-badge.js';
import { becauseOf, otherwiseOf } from '../../shared/modes/story.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import { playgroundText } from '../../text/playground.js';
import classes from './decision-card.module.css';
import type { Outcome } from './outcome.js';

/** The mode that comes out and why; or why the server would not start. */
export function DecisionCard({ outcome, environment }: { outcome: Outcome; environment: Environment }) {
  return (
    <section className={classes.card} aria-labelledby="decision" data-refused={!outcome.starts || undefined}>
      <h2 className={classes.heading} id="decision">
        {outcome.starts ? playgroundText.decision(ENVIRONMENT_WORD[environment]) : playgroundText.noDecision}
      </h2>
      <div role="status">
        {outcome.starts ? <Decided outcome={outcome} /> : <Refused outcome={outcome} />}
      </div>
    </section>
  );
}

function Decided({ outcome }: { outcome: Extract<Outcome, { starts: true }> }) {
  const { environment, effectiveMode } = outcome.decision.modeInfo;
  const unusual = isUnusual(environment, effectiveMode);
  return (
    <>
      <p className={classes.mode} data-quiet={!unusual || undefined}>
        <ModeBadge mode={effectiveMode} unusual={unusual} />
      </p>
      <p className={classes.because}>{becauseOf(outcome.decision)}</p>
      <p className={classes.otherwise}>{otherwiseOf(outcome.without)}</p>
    </>
  );
}

function Refused({ outcome }: { outcome: Extract<Outcome, { starts: false }> }) {
  return (
    <>
      <p className={classes.refusal}>
        <AlertIcon />
        {playgroundText.refused}
      </p>
      <ul className={classes.problems}>
        {outcome.problems.map(({ variable, message }) => (
          <li key={variable}>
            <code>{`${variable} ${message}`}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
