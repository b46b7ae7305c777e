import { providerOf } from '@ibyok/providers';
import type { Key, Token } from '../../shared/api/types.js';
import type { Command } from './command.js';

/** Each key as a command that opens its panel; found by name, slug, provider, last four characters and id. */
export function keyCommands(keys: readonly Key[]): readonly Command[] {
  return keys.map(({ id, name, slug, llmType, last4 }) => ({
    id,
    group: 'keys',
    label: name,
    detail: [providerOf(llmType)?.name ?? llmType, last4 === '' ? '' : `··${last4}`, slug]
      .filter((part) => part !== '')
      .join('  '),
    keywords: `${llmType} ${id}`,
    deed: { kind: 'go', href: `/keys?key=${encodeURIComponent(id)}` },
  }));
}

/** Each token as a command that shows it; found by name, last four characters and id. */
export function tokenCommands(tokens: readonly Token[]): readonly Command[] {
  return tokens.map(({ id, name, last4 }) => ({
    id,
    group: 'tokens',
    label: name,
    detail: `··${last4}`,
    keywords: id,
    deed: { kind: 'go', href: `/tokens?token=${encodeURIComponent(id)}` },
  }));
}
