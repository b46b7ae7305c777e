import { Checkbox, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Key } from '../../shared/api/types.js';
import { tokensText } from '../../text/tokens.js';
import classes from './key-limit.module.css';

interface KeyLimitProps {
  readonly keys: readonly Key[];
  readonly limited: boolean;
  readonly chosen: readonly string[];
  readonly error: ReactNode;
  readonly onLimit: (limited: boolean) => void;
  readonly onChoose: (ids: string[]) => void;
}

/** Whether a token reads every key, also future ones, or only some. */
export function KeyLimit({ keys, limited, chosen, error, onLimit, onChoose }: KeyLimitProps) {
  return (
    <Stack gap="xs">
      <Checkbox
        label={tokensText.form.someKeys}
        description={limited ? tokensText.form.chosenKeys : tokensText.form.everyKey}
        checked={limited}
        disabled={keys.length === 0}
        onChange={(event) => onLimit(event.currentTarget.checked)}
      />
      {limited && (
        <Checkbox.Group
          aria-label={tokensText.form.keys}
          data-path="keyIds"
          value={[...chosen]}
          onChange={onChoose}
          error={error}
        >
          <div className={classes.keys}>
            {keys.map((key) => (
              <Checkbox
                key={key.id}
                value={key.id}
                label={key.name}
                description={key.last4 === '' ? key.slug : `··${key.last4} ${key.slug}`}
              />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </Stack>
  );
}
