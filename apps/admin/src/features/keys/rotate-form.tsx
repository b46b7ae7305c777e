import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { errorMessage, fieldErrors } from '../../shared/api/problem.js';
import type { Key } from '../../shared/api/types.js';
import { adviseOnValue } from '../../shared/providers/value-advice.js';
import { notifyDone } from '../../shared/ui/notify.js';
import { keysText } from '../../text/keys.js';
import { useRotateKey } from './api/rotate-key.js';
import { ValueInput } from './value-input.js';

const words = keysText.rotation;

/** Replaces the key's value; applications get the new one with their next fetch. */
export function RotateForm({ apiKey }: { apiKey: Key }) {
  const [value, setValue] = useState('');
  const rotate = useRotateKey(apiKey.id);
  const submit = () =>
    rotate.mutate(value.trim(), {
      onSuccess: ({ version }) => {
        // The value leaves the page's memory as soon as it is stored.
        setValue('');
        rotate.reset();
        notifyDone(words.rotated(apiKey.name, version));
      },
    });
  const error = rotate.error
    ? (fieldErrors(rotate.error, ['value'])?.value ?? errorMessage(rotate.error))
    : null;
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (value.trim() !== '') submit();
      }}
    >
      <ValueInput
        label={words.newValue}
        description={words.hint}
        value={value}
        advice={adviseOnValue(value, apiKey.llmType)}
        error={error}
        onChange={(next) => {
          rotate.reset();
          setValue(next);
        }}
      />
      <Group justify="flex-end" mt="sm">
        <Button type="submit" variant="default" disabled={value.trim() === ''} loading={rotate.isPending}>
          {words.rotate}
        </Button>
      </Group>
    </form>
  );
}
