import type { Environment } from '@ibyok/mode-resolution';
import { VisuallyHidden } from '@mantine/core';
import type { Key } from '../../shared/api/types.js';
import { LockIcon, OverrideIcon } from '../../shared/icons.js';
import { explain } from '../../shared/modes/explain.js';
import { isUnusual, keyMode, type ModeRules } from '../../shared/modes/key-modes.js';
import { ModeBadge } from '../../shared/modes/mode-badge.js';
import { modesText } from '../../text/modes.js';
import classes from './mode-cell.module.css';
import type { RowActions } from './row-actions.js';

interface ModeCellProps {
  readonly apiKey: Key;
  readonly rules: ModeRules;
  readonly environment: Environment;
  readonly actions: RowActions;
}

/** The effective mode of a key in one environment; on hover or focus it says why, pressed it tells the story. */
export function ModeCell({ apiKey, rules, environment, actions }: ModeCellProps) {
  const { effectiveMode, source } = keyMode(rules, apiKey.overrides, environment);
  const hint = () => <Explained rules={rules} apiKey={apiKey} environment={environment} />;
  return (
    <button
      type="button"
      className={classes.cell}
      aria-haspopup="dialog"
      data-column={environment}
      onClick={(event) => actions.tellStory(apiKey, environment, event.currentTarget)}
      {...actions.hinted(hint)}
    >
      <ModeBadge mode={effectiveMode} unusual={isUnusual(environment, effectiveMode)} />
      {source === 'key_override' && (
        <span className={classes.mark}>
          <OverrideIcon size={13} />
          <VisuallyHidden>{modesText.override}</VisuallyHidden>
        </span>
      )}
      {source === 'guardrail_override' && (
        <span className={classes.mark}>
          <LockIcon size={13} />
          <VisuallyHidden>{modesText.guardrail}</VisuallyHidden>
        </span>
      )}
    </button>
  );
}

function Explained({ apiKey, rules, environment }: Omit<ModeCellProps, 'actions'>) {
  const { because, otherwise } = explain(rules, apiKey.overrides, environment);
  return (
    <>
      {because}
      <span className={classes.otherwise}>{otherwise}</span>
    </>
  );
}
