import type { PlaygroundFacts } from '../../shared/modes/playground-facts.js';
import { DecisionCard } from './decision-card.js';
import { Equivalents } from './equivalents.js';
import { outcomeOf } from './outcome.js';
import classes from './playground.module.css';
import { PlaygroundForm } from './playground-form.js';
import { TraceTable } from './trace-table.js';

interface PlaygroundProps {
  readonly facts: PlaygroundFacts;
  readonly isOwn: boolean;
  readonly onChange: (change: Partial<PlaygroundFacts>) => void;
  readonly onReset: () => void;
}

/** Facts on one side, what they come to on the other. */
export function Playground({ facts, isOwn, onChange, onReset }: PlaygroundProps) {
  const outcome = outcomeOf(facts);
  return (
    <div className={classes.sides}>
      <PlaygroundForm facts={facts} isOwn={isOwn} onChange={onChange} onReset={onReset} />
      <DecisionCard outcome={outcome} environment={facts.environment} />
      <div className={classes.details}>
        {outcome.starts && <TraceTable outcome={outcome} />}
        <Equivalents facts={facts} outcome={outcome} />
      </div>
    </div>
  );
}
