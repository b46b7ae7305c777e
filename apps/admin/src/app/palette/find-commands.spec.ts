import type { Key } from '../../shared/api/types.js';
import type { Command } from './command.js';
import { findable, findCommands } from './find-commands.js';
import { fixedCommands } from './fixed-commands.js';
import { keyCommands } from './found-things.js';

const key = (name: string, more: Partial<Key> = {}): Key =>
  ({ id: `key_${name}`, name, slug: name.toLowerCase(), llmType: 'openai', last4: '4f2a', ...more }) as Key;

const fixed = fixedCommands({ role: 'owner', scheme: 'light', workspaces: [] });
const labels = (commands: readonly Command[], query: string): readonly string[] =>
  findCommands(findable(commands), query).flatMap((group) => group.commands.map(({ label }) => label));

test('without a query, pages and deeds are offered, and no keys', () => {
  const groups = findCommands(findable([...keyCommands([key('Billing')]), ...fixed]), '');
  expect(groups.map(({ group }) => group)).toEqual(['go', 'do']);
});

test.each([
  ['name', 'bill'],
  ['slug', 'slug-of'],
  ['provider’s name', 'anthropic'],
  ['provider’s type', 'ANTHROPIC'],
  ['last four characters', '91bc'],
  ['id', 'key_7'],
  ['words of several of them', 'anthropic bill'],
])('a key is found by its %s', (_, query) => {
  const keys = [
    key('Billing', { id: 'key_7', slug: 'slug-of-it', llmType: 'anthropic', last4: '91bc' }),
    key('Other', { id: 'key_8' }),
  ];
  expect(labels(keyCommands(keys), query)).toEqual(['Billing']);
});

test('what begins with the query comes first, and its group, too', () => {
  const keys = keyCommands([key('My tokens'), key('Tokens of CI')]);
  expect(labels([...keys, ...fixed], 'tok').slice(0, 3)).toEqual(['Tokens of CI', 'My tokens', 'Tokens']);
  expect(labels([...keyCommands([key('Old audit')]), ...fixed], 'aud')[0]).toBe('Audit');
});

test('of a thousand keys a few are shown, and how many more there are', () => {
  const keys = Array.from({ length: 1000 }, (_, n) => key(`Key ${n}`));
  const [group] = findCommands(findable(keyCommands(keys)), 'key');
  expect([group?.commands.length, group?.more]).toEqual([8, 992]);
});

test('a role is offered what it may do', () => {
  const deeds = (role: 'viewer' | 'member' | 'admin') =>
    fixedCommands({ role, scheme: 'dark', workspaces: [] })
      .filter(({ group }) => group === 'do')
      .map(({ id }) => id);
  expect(deeds('viewer')).toEqual(['scheme', 'shortcuts', 'sign-out']);
  expect(deeds('member')).toEqual(['addKey', 'importKeys', 'scheme', 'shortcuts', 'sign-out']);
  expect(deeds('admin')).toEqual(expect.arrayContaining(['createToken', 'invite']));
});
