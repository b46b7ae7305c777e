import { PasswordInput, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { AlertIcon, CheckIcon } from '../../shared/icons.js';
import type { ValueAdvice } from '../../shared/providers/value-advice.js';
import { keysText } from '../../text/keys.js';
import classes from './value-input.module.css';

interface ValueInputProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly advice: ValueAdvice;
  readonly error?: ReactNode;
  /** Takes the focus when its panel opens. */
  readonly first?: boolean;
  readonly onChange: (value: string) => void;
}

/** The input for a provider key, masked and kept out of password managers, with advice on the value. */
export function ValueInput({ label, description, value, advice, error, first, onChange }: ValueInputProps) {
  return (
    <div>
      <PasswordInput
        label={label}
        description={description}
        value={value}
        error={error}
        data-autofocus={first || undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        data-1p-ignore
        data-lpignore="true"
        data-bwignore
      />
      <Text size="xs" className={classes.advice} data-kind={advice.kind} role="status" component="div">
        {advice.kind !== 'none' && (
          <>
            {advice.kind === 'recognised' ? <CheckIcon size={14} /> : <AlertIcon size={14} />}
            <span>{keysText.advice[advice.kind]('provider' in advice ? advice.provider.name : '')}</span>
          </>
        )}
      </Text>
    </div>
  );
}
