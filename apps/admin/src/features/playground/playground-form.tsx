import {
  ENVIRONMENTS,
  FORCING_VARIABLE,
  MOCK_ALLOWED_VARIABLE,
  MODES,
  type Mode,
} from '@ibyok/mode-resolution';
import { Button } from '@mantine/core';
import { ModeShape } from '../../shared/modes/mode-badge.js';
import type { PlaygroundFacts } from '../../shared/modes/playground-facts.js';
import { ENVIRONMENT_WORD, MODE_WORD } from '../../shared/modes/words.js';
import { playgroundText } from '../../text/playground.js';
import { Choice } from './choice.js';
import classes from './playground-form.module.css';

interface PlaygroundFormProps {
  readonly facts: PlaygroundFacts;
  /** Whether the facts are this server's and workspace's own. */
  readonly isOwn: boolean;
  readonly onChange: (change: Partial<PlaygroundFacts>) => void;
  readonly onReset: () => void;
}

const MODE_OPTIONS = MODES.map((mode) => ({ value: mode, label: <ModeOption mode={mode} /> }));

/** Everything that a decision depends on, from the environment to the guardrails. */
export function PlaygroundForm({ facts, isOwn, onChange, onReset }: PlaygroundFormProps) {
  const { environment, override, environmentDefault, forced, mockAllowed } = facts;
  const place = ENVIRONMENT_WORD[environment];
  return (
    <section className={classes.form} aria-label={playgroundText.form.label}>
      <Choice
        label={playgroundText.form.environment}
        value={environment}
        options={ENVIRONMENTS.map((value) => ({ value, label: ENVIRONMENT_WORD[value] }))}
        onChoose={(value) => onChange({ environment: value })}
      />
      <Choice
        label={playgroundText.form.override}
        value={override}
        options={[{ value: 'inherit', label: playgroundText.form.inherit }, ...MODE_OPTIONS]}
        onChoose={(value) => onChange({ override: value })}
      />
      <Choice
        label={playgroundText.form.environmentDefault}
        value={environmentDefault}
        options={MODE_OPTIONS}
        onChoose={(value) => onChange({ environmentDefault: value })}
      />
      <h2 className={classes.heading}>{playgroundText.form.guardrails}</h2>
      <Choice
        label={playgroundText.form.forcedIn(place)}
        variable={FORCING_VARIABLE[environment]}
        value={forced ?? 'none'}
        options={[{ value: 'none', label: playgroundText.form.none }, ...MODE_OPTIONS]}
        onChoose={(value) => onChange({ forced: value === 'none' ? null : value })}
      />
      {environment === 'production' && (
        <Choice
          label={playgroundText.form.mockAllowedIn(place)}
          variable={MOCK_ALLOWED_VARIABLE}
          value={mockAllowed ? 'yes' : 'no'}
          options={[
            { value: 'yes', label: playgroundText.form.yes },
            { value: 'no', label: playgroundText.form.no },
          ]}
          onChoose={(value) => onChange({ mockAllowed: value === 'yes' })}
        />
      )}
      <div className={classes.reset}>
        <Button
          variant="subtle"
          size="compact-sm"
          // Not the disabled attribute: it would take the focus from who has just pressed it.
          aria-disabled={isOwn}
          data-disabled={isOwn || undefined}
          onClick={() => !isOwn && onReset()}
        >
          {playgroundText.form.reset}
        </Button>
      </div>
    </section>
  );
}

function ModeOption({ mode }: { mode: Mode }) {
  return (
    <span className={classes.mode}>
      <ModeShape mode={mode} />
      {MODE_WORD[mode]}
    </span>
  );
}
