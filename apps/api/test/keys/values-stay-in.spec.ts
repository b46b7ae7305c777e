import type { ApiClient } from '../harness/api-client.js';
import { createKey, createToken, fetchValue, startWorkspace, unique } from '../harness/workspace.js';

const { server, owner, app } = await startWorkspace();
const planted = unique('sk-planted-');
const rotated = unique('sk-planted-');
const answers: string[] = [];

/** A client that notes all that it is answered, headers included. */
function noting(api: ApiClient): (method: string, path: string, body?: unknown) => Promise<void> {
  return async (method, path, body) => {
    const { status, headers, text } = await api.request(method, path, { body });
    expect(status).toBeLessThan(500);
    answers.push(JSON.stringify([...headers]), text);
  };
}

test('no answer to a person, and no line of the log, ever holds a value', async () => {
  const call = noting(owner.api);
  const key = await createKey(owner.api, { value: planted });
  const path = `/api/keys/${key.id}`;
  await call('POST', '/api/keys', { name: 'Another', llmType: 'openai', value: planted });
  await call('POST', '/api/keys', { name: 'Another', llmType: 'openai', value: planted });
  await call('POST', '/api/keys', { name: 'Wrong', llmType: planted, value: planted, [planted]: planted });
  await call('POST', `${path}/versions`, { value: rotated });
  await call('POST', `${path}/versions`, { value: [rotated] });
  await call('POST', `${path}/versions/1/restore`, {});
  await call('GET', `${path}/versions`);
  await call('PATCH', path, { name: 'Renamed' });
  await call('PATCH', path, { value: rotated });
  await call('PATCH', `${path}/overrides`, { development: 'live' });
  await call('GET', path);
  await call('GET', '/api/keys');
  await fetchValue(app, key.id, 'development');
  await call('GET', '/api/audit?limit=100');
  await call('GET', '/api/usage');
  await call('GET', '/api/tokens');
  await call('GET', '/api/openapi.json');
  await call('DELETE', path);
  await call('GET', '/api/audit?limit=100');

  const all = answers.join('\n');
  const { stdout, stderr } = server.process;
  for (const value of [planted, rotated]) {
    for (const form of [value, Buffer.from(value).toString('base64'), Buffer.from(value).toString('hex')]) {
      expect(all).not.toContain(form);
      expect(stdout + stderr).not.toContain(form);
    }
  }
});

test('neither a list of keys, a mode, nor usage tells an application a value', async () => {
  const { value, id } = await createKey(owner.api);
  const call = noting(app);
  answers.length = 0;
  for (const path of ['/external/keys', `/external/keys/${id}/mode?env=production`, '/external/usage']) {
    await call('GET', path);
  }
  expect(answers.join('\n')).not.toContain(value);
});

test('a token is in the answer to its creation alone', async () => {
  const { token, id } = await createToken(owner.api);
  const call = noting(owner.api);
  answers.length = 0;
  await fetchValue(server.withToken(token), 'nothing');
  for (const path of ['/api/tokens', '/api/audit', '/api/usage?groupBy=token']) await call('GET', path);
  await call('DELETE', `/api/tokens/${id}`);
  expect(answers.join('\n')).not.toContain(token);
  expect(server.process.stdout + server.process.stderr).not.toContain(token);
});
