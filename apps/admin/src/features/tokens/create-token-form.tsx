import { ENVIRONMENTS, type Environment } from '@ibyok/mode-resolution';
import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { errorMessage, fieldErrors } from '../../shared/api/problem.js';
import type { CreatedToken, Key, Scope } from '../../shared/api/types.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import { calendarDay } from '../../shared/time/relative-time.js';
import { focusFirstError } from '../../shared/ui/focus-first-error.js';
import { tokensText } from '../../text/tokens.js';
import { addressRangesAdvice, addressRangesIn } from './address-ranges.js';
import { useCreateToken } from './api/create-token.js';
import { EXPIRY_DAYS, type ExpiryChoice, expiresAt, expiryBounds, expiryProblem } from './expiry.js';
import { KeyLimit } from './key-limit.js';
import { SCOPES } from './scope-words.js';

const text = tokensText.form;

interface CreateTokenFormProps {
  readonly keys: readonly Key[];
  readonly onCancel: () => void;
  readonly onCreated: (token: CreatedToken) => void;
}

/** What a new token may do, where and how long. It starts with the least that is useful. */
export function CreateTokenForm({ keys, onCancel, onCreated }: CreateTokenFormProps) {
  const form = useForm({
    initialValues: {
      name: '',
      scopes: ['keys:read'] as Scope[],
      environments: ['development'] as Environment[],
      limited: false,
      keyIds: [] as string[],
      addressRanges: '',
      expiry: '90' as ExpiryChoice,
      day: '',
    },
    validate: {
      name: (name) => (name.trim() === '' ? text.nameMissing : null),
      scopes: (scopes) => (scopes.length === 0 ? text.chooseOne : null),
      environments: (environments) => (environments.length === 0 ? text.chooseOne : null),
      keyIds: (ids, { limited }) => (limited && ids.length === 0 ? text.chooseKey : null),
      addressRanges: addressRangesAdvice,
      day: (day, { expiry }) => expiryProblem(expiry, day, Date.now()),
    },
  });
  const create = useCreateToken();
  const submit = form.onSubmit(({ name, scopes, environments, limited, keyIds, expiry, day, ...typed }) => {
    const addressRanges = addressRangesIn(typed.addressRanges);
    create.mutate(
      {
        name: name.trim(),
        scopes,
        environments,
        ...(limited && { keyIds }),
        ...(addressRanges.length > 0 && { addressRanges }),
        expiresAt: expiresAt(expiry, day, Date.now()),
      },
      {
        onSuccess: (token) => {
          create.reset();
          onCreated(token);
        },
        onError: (error) => {
          const errors = fieldErrors(error, Object.keys(form.values)) ?? {};
          form.setErrors(errors);
          focusFirstError(errors);
        },
      },
    );
  }, focusFirstError);
  const bounds = expiryBounds(Date.now());
  return (
    <form noValidate autoComplete="off" onSubmit={submit}>
      <Stack gap="lg">
        <TextInput
          label={text.name}
          placeholder={text.namePlaceholder}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Checkbox.Group label={text.environments} {...form.getInputProps('environments')}>
          <Group gap="lg" mt={6}>
            {ENVIRONMENTS.map((environment) => (
              <Checkbox key={environment} value={environment} label={ENVIRONMENT_WORD[environment]} />
            ))}
          </Group>
        </Checkbox.Group>
        <Checkbox.Group label={text.scopes} {...form.getInputProps('scopes')}>
          <Stack gap="xs" mt={6}>
            {SCOPES.map(({ scope, does }) => (
              <Checkbox key={scope} value={scope} label={scope} description={does} />
            ))}
          </Stack>
        </Checkbox.Group>
        <KeyLimit
          keys={keys}
          limited={form.values.limited}
          chosen={form.values.keyIds}
          error={form.errors.keyIds}
          onLimit={(limited) => form.setFieldValue('limited', limited)}
          onChoose={(ids) => form.setFieldValue('keyIds', ids)}
        />
        <Textarea
          label={text.addresses}
          description={text.addressesWhy}
          placeholder={text.addressesPlaceholder}
          autoComplete="off"
          spellCheck={false}
          rows={2}
          {...form.getInputProps('addressRanges')}
        />
        <Group align="flex-start" grow>
          <NativeSelect
            label={text.expires}
            data={[
              ...EXPIRY_DAYS.map((days) => ({
                value: String(days),
                label: text.expiresIn(days, dayIn(days)),
              })),
              { value: 'date', label: text.onADay },
            ]}
            {...form.getInputProps('expiry')}
          />
          {form.values.expiry === 'date' && (
            <TextInput label={text.lastDay} type="date" {...bounds} {...form.getInputProps('day')} />
          )}
        </Group>
        {create.isError && Object.keys(form.errors).length === 0 && (
          <Alert color="red" role="alert">
            {errorMessage(create.error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {text.cancel}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {tokensText.create}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function dayIn(days: number): string {
  return calendarDay(Date.now() + days * 86_400_000);
}
