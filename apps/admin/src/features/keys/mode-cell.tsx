import type { Environment } from '@ibyok/mode-resolution';
import { Tooltip, VisuallyHidden } from '@mantine/core';
import type { Key } from '../../shared/api/types.js';
import { LockIcon, OverrideIcon } from '../../shared/icons.js';
import { explain } from '../../shared/modes/explain.js';
import { isUnusual, keyMode, type ModeRules } from '../../shared/modes/key-modes.js';
import { ModeBadge } from '../../shared/modes/mode-badge.js';
import classes from './mode-cell.module.css';

interface ModeCellProps {
  readonly apiKey: Key;
  readonly rules: ModeRules;
  readonly environment: Environment;
}

/** The effective mode of a key in one environment; on hover, focus or touch it says why. */
export function ModeCell({ apiKey, rules, environment }: ModeCellProps) {
  const { effectiveMode, source } = keyMode(rules, apiKey.overrides, environment);
  const { because, otherwise } = explain(rules, apiKey.overrides, environment);
  return (
    <Tooltip
      position="bottom-start"
      // Narrow enough to leave the cell after the next one free.
      maw={248}
      label={
        <>
          {because}
          <span className={classes.otherwise}>{otherwise}</span>
        </>
      }
    >
      <button type="button" className={classes.cell}>
        <ModeBadge mode={effectiveMode} unusual={isUnusual(environment, effectiveMode)} />
        {source === 'key_override' && (
          <span className={classes.mark}>
            <OverrideIcon size={13} />
            <VisuallyHidden>override</VisuallyHidden>
          </span>
        )}
        {source === 'guardrail_override' && (
          <span className={classes.mark}>
            <LockIcon size={13} />
            <VisuallyHidden>guardrail</VisuallyHidden>
          </span>
        )}
      </button>
    </Tooltip>
  );
}
