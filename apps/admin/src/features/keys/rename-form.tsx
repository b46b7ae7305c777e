import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { errorMessage, fieldErrors } from '../../shared/api/problem.js';
import type { Key } from '../../shared/api/types.js';
import { notifyDone } from '../../shared/ui/notify.js';
import { useRenameKey } from './api/rename-key.js';

/** Changes the name that people see and the slug that applications use. */
export function RenameForm({ apiKey, canManage }: { apiKey: Key; canManage: boolean }) {
  const form = useForm({
    initialValues: { name: apiKey.name, slug: apiKey.slug },
    validate: {
      name: (name) => (name.trim() === '' ? 'Name the key' : null),
      slug: (slug) => (slug.trim() === '' ? 'Enter a slug' : null),
    },
  });
  const rename = useRenameKey(apiKey.id);
  const submit = form.onSubmit(({ name, slug }) => {
    const changes = {
      ...(name.trim() !== apiKey.name && { name: name.trim() }),
      ...(slug.trim() !== apiKey.slug && { slug: slug.trim() }),
    };
    rename.mutate(changes, {
      onSuccess: (key) => notifyDone(`${key.name} is saved.`),
      onError: (error) => form.setErrors(fieldErrors(error, ['name', 'slug']) ?? {}),
    });
  });
  const slugChanges = form.values.slug.trim() !== apiKey.slug;
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="sm">
        <TextInput label="Name" autoComplete="off" readOnly={!canManage} {...form.getInputProps('name')} />
        <TextInput
          label="Slug"
          autoComplete="off"
          spellCheck={false}
          readOnly={!canManage}
          description={
            slugChanges ? 'Applications that fetch by the old slug will no longer find this key.' : null
          }
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
              Discard
            </Button>
            <Button type="submit" loading={rename.isPending}>
              Save names
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
