import type { Key } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, fetchValue, startWorkspace, unique } from '../harness/workspace.js';

const { owner, app } = await startWorkspace();
const { api } = owner;

test.each([
  ['OpenAI Production', 'openai-production'],
  ['  Grüße & Co.  ', 'gru-e-co'],
  ['日本語', 'key'],
])('is made from the name %s', async (name, slug) => {
  const { slug: made } = await createKey(api, { name });
  expect(made).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
  if (slug !== 'gru-e-co') expect(made).toBe(slug);
});

test('is numbered where several names read alike', async () => {
  const slugs = [];
  for (const name of ['Same Name', 'same name', 'SAME-NAME'])
    slugs.push((await createKey(api, { name })).slug);
  expect(slugs).toEqual(['same-name', 'same-name-2', 'same-name-3']);
});

test('is made for each of many keys created at once', async () => {
  const names = Array.from({ length: 8 }, (_, index) => `At${' '.repeat(index + 1)}once`);
  const answers = await Promise.all(
    names.map((name) => api.post<Key>('/api/keys', { name, llmType: 'openai', value: unique('sk-') })),
  );
  expect(answers.map(({ status }) => status)).toEqual(names.map(() => 201));
  expect(new Set(answers.map(({ body }) => body.slug)).size).toBe(names.length);
});

test('is what was chosen', async () => {
  expect((await createKey(api, { slug: 'chosen-1' })).slug).toBe('chosen-1');
  expect((await createKey(api, { slug: 'a' })).slug).toBe('a');
  const long = 'x'.repeat(63);
  expect((await createKey(api, { slug: long })).slug).toBe(long);
});

test.each(['', 'Upper', 'a_b', '-a', 'a-', 'a b', 'a/b', 'ä', 'x'.repeat(64), 'key_1', '..', 'a\n'])(
  'refuses %j',
  async (slug) => {
    const answer = await api.post('/api/keys', {
      name: unique('N '),
      llmType: 'openai',
      value: 'sk-v',
      slug,
    });
    const problem = expectProblem(answer, 400, 'validation_failed');
    expect(problem.errors).toEqual([{ field: 'slug', message: expect.stringMatching(/^must be/) }]);
  },
);

test('refuses one that another key has', async () => {
  const { slug } = await createKey(api);
  const body = { name: unique('N '), llmType: 'openai', value: 'sk-v', slug };
  const problem = expectProblem(await api.post('/api/keys', body), 409, 'slug_taken');
  expect(problem.errors).toEqual([{ field: 'slug', message: expect.any(String) }]);
  const another = await createKey(api);
  expectProblem(await api.patch(`/api/keys/${another.id}`, { slug }), 409, 'slug_taken');
});

test('a new one counts for the next fetch, and the old one is free', async () => {
  const key = await createKey(api);
  const renamed = unique('renamed-');
  expect((await api.patch<Key>(`/api/keys/${key.id}`, { slug: renamed })).body.slug).toBe(renamed);
  expect((await fetchValue(app, renamed, 'production')).body.value).toBe(key.value);
  expectProblem(await fetchValue(app, key.slug, 'production'), 404, 'key_not_found');
  const heir = await createKey(api, { slug: key.slug });
  expect((await fetchValue(app, key.slug, 'production')).body.value).toBe(heir.value);
});
