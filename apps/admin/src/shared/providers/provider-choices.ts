import { PROVIDERS } from '@ibyok/providers';

/** Every provider for a select, by name, with `custom` last. */
export const PROVIDER_CHOICES: readonly { readonly value: string; readonly label: string }[] = PROVIDERS.map(
  ({ llmType, name }) => ({ value: llmType, label: name }),
).sort((a, b) => {
  if ((a.value === 'custom') !== (b.value === 'custom')) return a.value === 'custom' ? 1 : -1;
  return a.label.localeCompare(b.label, 'en');
});
