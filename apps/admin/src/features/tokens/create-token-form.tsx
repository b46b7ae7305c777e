import { ENVIRONMENTS, type Environment } from '@ibyok/mode-resolution';
import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { errorMessage, fieldErrors } from '../../shared/api/problem.js';
import type { CreatedToken, Key, Scope } from '../../shared/api/types.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import { calendarDay } from '../../shared/time/relative-time.js';
import { focusFirstError } from '../../shared/ui/focus-first-error.js';
import { addressRangesAdvice, addressRangesIn } from './address-ranges.js';
import { useCreateToken } from './api/create-token.js';
import { EXPIRY_DAYS, type ExpiryChoice, expiresAt, expiryBounds, expiryProblem } from './expiry.js';
import { KeyLimit } from './key-limit.js';
import { SCOPES } from './scope-words.js';

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
      name: (name) => (name.trim() === '' ? 'Name the token after the application that will use it' : null),
      scopes: (scopes) => (scopes.length === 0 ? 'Choose at least one' : null),
      environments: (environments) => (environments.length === 0 ? 'Choose at least one' : null),
      keyIds: (ids, { limited }) => (limited && ids.length === 0 ? 'Choose at least one key' : null),
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
          label="Name"
          placeholder="billing-service"
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Checkbox.Group label="Environments" {...form.getInputProps('environments')}>
          <Group gap="lg" mt={6}>
            {ENVIRONMENTS.map((environment) => (
              <Checkbox key={environment} value={environment} label={ENVIRONMENT_WORD[environment]} />
            ))}
          </Group>
        </Checkbox.Group>
        <Checkbox.Group label="Scopes" {...form.getInputProps('scopes')}>
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
          label="Addresses (optional)"
          description="It counts only from these; from everywhere if empty. Behind a proxy that IBYOK_TRUST_PROXY does not name, the proxy’s address counts."
          placeholder="203.0.113.7, 10.0.0.0/8, 2001:db8::/32"
          autoComplete="off"
          spellCheck={false}
          rows={2}
          {...form.getInputProps('addressRanges')}
        />
        <Group align="flex-start" grow>
          <NativeSelect
            label="Expires"
            data={[
              ...EXPIRY_DAYS.map((days) => ({
                value: String(days),
                label: `In ${days === 365 ? '1 year' : `${days} days`} (${dayIn(days)})`,
              })),
              { value: 'date', label: 'On a day of your choice' },
            ]}
            {...form.getInputProps('expiry')}
          />
          {form.values.expiry === 'date' && (
            <TextInput label="Last day" type="date" {...bounds} {...form.getInputProps('day')} />
          )}
        </Group>
        {create.isError && Object.keys(form.errors).length === 0 && (
          <Alert color="red" role="alert">
            {errorMessage(create.error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Create token
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function dayIn(days: number): string {
  return calendarDay(Date.now() + days * 86_400_000);
}
