import { providerOf } from '@ibyok/providers';

/** A provider's name as people know it, or the type itself where the catalogue has none. */
export function providerName(llmType: string): string {
  return providerOf(llmType)?.name ?? llmType;
}

/** A name for a new key of a provider: the provider's own, numbered from the second on. */
export function suggestName(llmType: string, taken: readonly string[]): string {
  const name = providerName(llmType);
  const names = new Set(taken.map((other) => other.toLowerCase()));
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name} ${count}`;
    if (!names.has(candidate.toLowerCase())) return candidate;
  }
}

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
