import type { Key, Override } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, fetchValue, startWorkspace } from '../harness/workspace.js';

const { owner, app } = await startWorkspace();
const { api } = owner;
const change = (id: string, body: unknown) => api.patch<Key>(`/api/keys/${id}/overrides`, body);

test('changes what is named and leaves the rest', async () => {
  const { value, ...key } = await createKey(api);
  const first = await change(key.id, { development: 'live' });
  expect(first.status).toBe(200);
  expect(first.body).toEqual({ ...key, overrides: { ...key.overrides, development: 'live' } });
  const second = await change(key.id, { production: 'mock', staging: 'live' });
  expect(second.body.overrides).toEqual({ development: 'live', staging: 'live', production: 'mock' });
  const third = await change(key.id, { development: 'inherit' });
  expect(third.body.overrides).toEqual({ development: 'inherit', staging: 'live', production: 'mock' });
  expect((await api.get<Key>(`/api/keys/${key.id}`)).body.overrides).toEqual(third.body.overrides);
  expect((await change(key.id, {})).body.overrides).toEqual(third.body.overrides);
});

test('concerns its own key alone', async () => {
  const one = await createKey(api);
  const other = await createKey(api);
  await change(one.id, { development: 'live' });
  expect((await fetchValue(app, one.id)).body.value).toBe(one.value);
  expect((await fetchValue(app, other.id)).body.modeInfo.effectiveMode).toBe('mock');
});

test('holds for the very next fetch', async () => {
  const { id, value } = await createKey(api);
  const rounds: Override[] = ['live', 'mock', 'live', 'inherit', 'live'];
  for (const override of rounds) {
    await change(id, { development: override });
    const { body } = await fetchValue(app, id);
    expect(body.value === value).toBe(override === 'live');
    expect(body.modeInfo.source).toBe(override === 'inherit' ? 'tenant_setting' : 'key_override');
  }
});

test.each([
  ['another word', { development: 'off' }, 'development'],
  ['null', { development: null }, 'development'],
  ['a list', { staging: ['live'] }, 'staging'],
  ['a boolean', { production: true }, 'production'],
  ['an environment that is unknown', { prod: 'live' }, '(unknown)'],
])('refuses %s', async (_, body, field) => {
  const { id } = await createKey(api);
  const problem = expectProblem(await change(id, body), 400, 'validation_failed');
  expect(problem.errors?.map((error) => error.field)).toEqual([field]);
});
