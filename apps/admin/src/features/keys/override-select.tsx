import {
  ENVIRONMENTS,
  type Environment,
  forbiddingVariable,
  MODES,
  type Override,
  type Overrides,
} from '@ibyok/mode-resolution';
import { NativeSelect } from '@mantine/core';
import { LockIcon } from '../../shared/icons.js';
import { explain, explainForbidden } from '../../shared/modes/explain.js';
import { isUnusual, keyMode, type ModeRules } from '../../shared/modes/key-modes.js';
import { ModeBadge } from '../../shared/modes/mode-badge.js';
import { ENVIRONMENT_WORD, MODE_WORD } from '../../shared/modes/words.js';
import { keysText } from '../../text/keys.js';
import classes from './override-select.module.css';

interface OverrideSelectProps {
  readonly environment: Environment;
  readonly rules: ModeRules;
  readonly overrides: Overrides;
  readonly disabled: boolean;
  readonly onChoose: (override: Override) => void;
}

/** What a key says in one environment; choices that a guardrail forbids are disabled, and it says why. */
export function OverrideSelect({ environment, rules, overrides, disabled, onChoose }: OverrideSelectProps) {
  const forbidden = MODES.flatMap((mode) => {
    const variable = forbiddingVariable(rules.guardrails, environment, mode);
    return variable === null ? [] : [{ mode, variable }];
  });
  const { effectiveMode, source } = keyMode(rules, overrides, environment);
  const unusual = isUnusual(environment, effectiveMode);
  return (
    <NativeSelect
      data-autofocus={environment === ENVIRONMENTS[0] || undefined}
      classNames={{ input: classes.input }}
      label={ENVIRONMENT_WORD[environment]}
      value={overrides[environment]}
      disabled={disabled}
      onChange={(event) => onChoose(event.currentTarget.value as Override)}
      data={[
        { value: 'inherit', label: keysText.overrides.inherit(MODE_WORD[rules.defaults[environment]]) },
        ...MODES.map((mode) => ({
          value: mode,
          label: keysText.overrides.override(MODE_WORD[mode]),
          disabled: forbidden.some((one) => one.mode === mode),
        })),
      ]}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={
        <span className={classes.notes}>
          {forbidden.map(({ mode, variable }) => (
            <span key={mode} className={classes.forbidden}>
              <LockIcon size={13} />
              {explainForbidden(environment, mode, variable)}
            </span>
          ))}
          {source !== 'tenant_setting' && (
            <span className={classes.effective} data-quiet={!unusual || undefined}>
              <ModeBadge mode={effectiveMode} unusual={unusual} />
              <span>{explain(rules, overrides, environment).otherwise}</span>
            </span>
          )}
        </span>
      }
    />
  );
}
