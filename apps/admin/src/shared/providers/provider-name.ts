import { providerOf } from '@ibyok/providers';

/** A provider's name as people know it, or the type itself where the catalogue has none. */
export function providerName(llmType: string): string {
  return providerOf(llmType)?.name ?? llmType;
}

/** A name for a new key of a provider: the provider's own, numbered from the second on. */
export function suggestName(llmType: string, taken: readonly string[]): string {
  return freeName(providerName(llmType), new Set(taken.map((other) => other.toLowerCase())));
}

/** The first of `name`, `name 2`, `name 3`, … that is not among `taken`, which are in lower case. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name} ${count}`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}
