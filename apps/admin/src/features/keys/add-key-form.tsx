import { ENVIRONMENTS } from '@ibyok/mode-resolution';
import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { errorMessage, fieldErrors } from '../../shared/api/problem.js';
import type { Key } from '../../shared/api/types.js';
import { keyMode, type ModeRules } from '../../shared/modes/key-modes.js';
import { ModeBadge } from '../../shared/modes/mode-badge.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import { PROVIDER_CHOICES } from '../../shared/providers/provider-choices.js';
import { suggestName } from '../../shared/providers/provider-name.js';
import { adviseOnValue } from '../../shared/providers/value-advice.js';
import { keysText } from '../../text/keys.js';
import classes from './add-key-form.module.css';
import { useCreateKey } from './api/create-key.js';
import { ValueInput } from './value-input.js';

const words = keysText.addPanel;

const INHERITS = { development: 'inherit', staging: 'inherit', production: 'inherit' } as const;

interface AddKeyFormProps {
  readonly keys: readonly Key[];
  readonly rules: ModeRules;
  readonly onCancel: () => void;
  readonly onAdded: (key: Key) => void;
}

/** Paste a key, and the provider and a name fill in by themselves. */
export function AddKeyForm({ keys, rules, onCancel, onAdded }: AddKeyFormProps) {
  // What people chose themselves is never changed by a later paste.
  const [chosen, setChosen] = useState({ provider: false, name: false });
  const form = useForm({
    initialValues: { value: '', llmType: '', name: '' },
    validate: {
      value: (value) => (value.trim() === '' ? words.paste : null),
      llmType: (llmType) => (llmType === '' ? words.chooseProvider : null),
      name: (name) => (name.trim() === '' ? words.nameIt : null),
    },
  });
  const create = useCreateKey();

  const setProvider = (llmType: string) => {
    form.setFieldValue('llmType', llmType);
    if (chosen.name) return;
    const taken = keys.map((key) => key.name);
    form.setFieldValue('name', llmType === '' ? '' : suggestName(llmType, taken));
  };
  const setValue = (value: string) => {
    form.setFieldValue('value', value);
    const advice = adviseOnValue(value, '');
    if (advice.kind === 'recognised' && !chosen.provider) setProvider(advice.provider.llmType);
  };
  const submit = form.onSubmit(({ value, llmType, name }) =>
    create.mutate(
      { value: value.trim(), llmType, name: name.trim() },
      {
        onSuccess: (key) => {
          // The value leaves the page's memory as soon as it is stored.
          form.setFieldValue('value', '');
          create.reset();
          onAdded(key);
        },
        onError: (error) => form.setErrors(fieldErrors(error, Object.keys(form.values)) ?? {}),
      },
    ),
  );
  return (
    <form noValidate autoComplete="off" onSubmit={submit}>
      <Stack>
        <ValueInput
          label={words.key}
          first
          description={words.keyHint}
          advice={adviseOnValue(form.values.value, form.values.llmType)}
          value={form.values.value}
          onChange={setValue}
          error={form.errors.value}
        />
        <NativeSelect
          label={words.provider}
          data={[{ value: '', label: words.aProvider }, ...PROVIDER_CHOICES]}
          {...form.getInputProps('llmType')}
          onChange={(event) => {
            setChosen({ ...chosen, provider: event.currentTarget.value !== '' });
            setProvider(event.currentTarget.value);
          }}
        />
        <TextInput
          label={words.name}
          description={words.nameHint}
          autoComplete="off"
          {...form.getInputProps('name')}
          onChange={(event) => {
            setChosen({ ...chosen, name: event.currentTarget.value !== '' });
            form.setFieldValue('name', event.currentTarget.value);
          }}
        />
        <div>
          <Text size="sm" fw={500} mb={4}>
            {words.modes}
          </Text>
          <div className={classes.modes}>
            {ENVIRONMENTS.map((environment) => (
              <div key={environment} className={classes.mode}>
                <span>{ENVIRONMENT_WORD[environment]}</span>
                <ModeBadge mode={keyMode(rules, INHERITS, environment).effectiveMode} />
              </div>
            ))}
          </div>
        </div>
        {create.isError && Object.keys(form.errors).length === 0 && (
          <Alert color="red" role="alert">
            {errorMessage(create.error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {words.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
