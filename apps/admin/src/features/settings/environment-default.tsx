import { type Environment, forbiddingVariable, MODES, type Mode } from '@ibyok/mode-resolution';
import { SegmentedControl } from '@mantine/core';
import { LockIcon } from '../../shared/icons.js';
import { explainForbidden } from '../../shared/modes/explain.js';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { ModeShape } from '../../shared/modes/mode-badge.js';
import {
  ENVIRONMENT_WORD,
  forcedAssignment,
  MOCK_FORBIDDEN_ASSIGNMENT,
  MODE_WORD,
} from '../../shared/modes/words.js';
import { Hint } from '../../shared/ui/hint.js';
import segments from '../../shared/ui/segments.module.css';
import { settingsText } from '../../text/settings.js';
import classes from './environment-settings.module.css';

interface EnvironmentDefaultProps {
  readonly environment: Environment;
  readonly rules: ModeRules;
  readonly canChange: boolean;
  readonly onChoose: (mode: Mode) => void;
}

/** The default mode of one environment; a mode that a guardrail forbids is disabled, and it says why. */
export function EnvironmentDefault({ environment, rules, canChange, onChoose }: EnvironmentDefaultProps) {
  const word = ENVIRONMENT_WORD[environment];
  const { forced, mockAllowed } = rules.guardrails[environment];
  const guardrail = forced
    ? forcedAssignment(environment, forced)
    : mockAllowed
      ? null
      : MOCK_FORBIDDEN_ASSIGNMENT;
  const reasons = MODES.flatMap((mode) => {
    const variable = forbiddingVariable(rules.guardrails, environment, mode);
    return variable === null ? [] : [explainForbidden(environment, mode, variable)];
  });
  const noteId = `guardrail-of-${environment}`;
  return (
    <div className={classes.environment}>
      <span className={classes.name} aria-hidden="true">
        {word}
      </span>
      <SegmentedControl
        size="sm"
        classNames={{ input: segments.input }}
        aria-label={settingsText.defaultOf(word)}
        aria-describedby={guardrail === null ? undefined : noteId}
        value={rules.defaults[environment]}
        onChange={(mode) => onChoose(mode)}
        data={MODES.map((mode) => ({
          value: mode,
          disabled: !canChange || forbiddingVariable(rules.guardrails, environment, mode) !== null,
          label: (
            <span className={classes.mode}>
              <ModeShape mode={mode} />
              {MODE_WORD[mode]}
            </span>
          ),
        }))}
      />
      {guardrail !== null && (
        <Hint label={reasons.join(' ')}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to reach the explanation too */}
          <span className={classes.guardrail} id={noteId} tabIndex={0}>
            <LockIcon size={13} />
            <code>{guardrail}</code>
          </span>
        </Hint>
      )}
    </div>
  );
}
