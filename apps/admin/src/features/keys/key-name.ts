import { providerName } from '../../shared/providers/provider-name.js';

/** The parts of a key that the filter looks at. */
interface Filterable {
  readonly name: string;
  readonly slug: string;
  readonly llmType: string;
  readonly last4: string;
}

/** Whether a key has every word of a filter somewhere in its name, slug, provider or last four. */
export function matchesFilter(key: Filterable, filter: string): boolean {
  const text = [key.name, key.slug, providerName(key.llmType), key.last4].join(' ').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
