import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { useEffect } from 'react';
import { errorMessage, fieldErrors } from '../../shared/api/problem.js';
import type { Key } from '../../shared/api/types.js';
import { notifyDone } from '../../shared/ui/notify.js';
import { keysText } from '../../text/keys.js';
import { useRenameKey } from './api/rename-key.js';

const words = keysText.names;

/** Changes the name that people see and the slug that applications use. */
export function RenameForm({ apiKey, canManage }: { apiKey: Key; canManage: boolean }) {
  const form = useForm({
    initialValues: { name: apiKey.name, slug: apiKey.slug },
    validate: {
      name: (name) => (name.trim() === '' ? words.nameIt : null),
      slug: (slug) => (slug.trim() === '' ? words.enterSlug : null),
    },
  });
  useFreshNames(form, apiKey);
  const rename = useRenameKey(apiKey.id);
  const submit = form.onSubmit(({ name, slug }) => {
    const changes = {
      ...(name.trim() !== apiKey.name && { name: name.trim() }),
      ...(slug.trim() !== apiKey.slug && { slug: slug.trim() }),
    };
    rename.mutate(changes, {
      onSuccess: (key) => {
        form.setValues({ name: key.name, slug: key.slug });
        notifyDone(words.saved(key.name));
      },
      onError: (error) => form.setErrors(fieldErrors(error, ['name', 'slug']) ?? {}),
    });
  });
  const slugChanges = form.values.slug.trim() !== apiKey.slug;
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={words.name}
          autoComplete="off"
          readOnly={!canManage}
          {...form.getInputProps('name')}
        />
        <TextInput
          label={words.slug}
          autoComplete="off"
          spellCheck={false}
          readOnly={!canManage}
          description={slugChanges ? words.oldSlug : null}
          {...form.getInputProps('slug')}
        />
        {rename.isError && Object.keys(form.errors).length === 0 && (
          <Alert color="red" role="alert">
            {errorMessage(rename.error)}
          </Alert>
        )}
        {form.isDirty() && (
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={form.reset}>
              {words.discard}
            </Button>
            <Button type="submit" loading={rename.isPending}>
              {words.save}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

interface Names {
  readonly name: string;
  readonly slug: string;
}

/** Shows names that somebody else has changed meanwhile; what is being typed stays. */
function useFreshNames(form: UseFormReturnType<Names>, { name, slug }: Names): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form is another object each time, and always the same form
  useEffect(() => {
    for (const [field, value] of [
      ['name', name],
      ['slug', slug],
    ] as const) {
      if (!form.isDirty(field)) form.setFieldValue(field, value);
    }
    form.setInitialValues({ name, slug });
    form.resetDirty({ name, slug });
  }, [name, slug]);
}
