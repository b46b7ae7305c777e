import { freePort } from '../harness/free-port.js';
import { startMachine } from '../harness/machine.js';
import { createKey, createToken, startWorkspace } from '../harness/workspace.js';
import { copyExample } from './example-files.js';

const { server, owner } = await startWorkspace({ env: { NODE_ENV: 'production' } });
const openai = await createKey(owner.api, { slug: 'openai' });
const { token } = await createToken(owner.api);
const variables = { IBYOK_API: server.origin, IBYOK_ACCESS_TOKEN: token };

test('it installs what it needs and asks the mock; a live key stays unused', async () => {
  const machine = await startMachine();
  const directory = copyExample('node');
  expect(await machine.sh('npm install', directory)).toMatchObject({ code: 0 });
  const example = (given: Record<string, string>) =>
    machine.run(['node', 'example.mjs'], directory, { ...variables, ...given });

  const mock = await example({ IBYOK_ENV: 'staging' });
  expect(mock).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^This is a mock answer from IBYOK.*hello/),
    stderr: '',
  });
  const live = await example({});
  expect(live).toEqual({ code: 0, stdout: 'live in production: nothing is asked\n', stderr: '' });
  expect(await example({ IBYOK_API: `http://localhost:${await freePort()}` })).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^server_unreachable: .+\n$/),
  });
  expect(JSON.stringify([mock, live])).not.toContain(openai.value);
});
