import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../harness/free-port.js';
import { type Ending, type Machine, startMachine } from '../harness/machine.js';
import { newDirectory } from '../harness/run.js';
import { createKey, createToken, NEVER_MADE_TOKEN, startWorkspace } from '../harness/workspace.js';
import { gitHubSteps, gitLabSteps, type Project, type Step } from './recipes.js';

const { server, owner } = await startWorkspace({ env: { NODE_ENV: 'production' } });
const openai = await createKey(owner.api, { slug: 'openai' });
const { token } = await createToken(owner.api, { environments: ['staging'] });
const unreachable = `http://localhost:${await freePort()}`;
const project: Project = { IBYOK_API: server.origin, IBYOK_ACCESS_TOKEN: token };

/** Notes the variables that a script sees, in a file. */
const noteInto = (file: string): string =>
  `node -e 'require("fs").writeFileSync("${file}", JSON.stringify(process.env))'`;

/** A person's project, whose scripts note what they see. */
function newProject(): string {
  const directory = newDirectory();
  mkdirSync(directory);
  const manifest = { name: 'a-project', version: '1.0.0' };
  const scripts = { postinstall: noteInto('install.json'), test: noteInto('test.json') };
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ ...manifest, scripts }));
  const lock = {
    ...manifest,
    lockfileVersion: 3,
    requires: true,
    packages: { '': { ...manifest, hasInstallScript: true } },
  };
  writeFileSync(join(directory, 'package-lock.json'), JSON.stringify(lock));
  return directory;
}

/** Runs steps one after another until one fails, as a runner does. */
async function runSteps(machine: Machine, steps: readonly Step[], cwd: string): Promise<Ending> {
  let ending: Ending = { code: null, stdout: '', stderr: '' };
  for (const { script, variables } of steps) {
    ending = await machine.sh(script, cwd, { CI: 'true', ...variables });
    if (ending.code !== 0) break;
  }
  return ending;
}

const noted = (directory: string, file: string) => JSON.parse(readFileSync(join(directory, file), 'utf8'));

describe.each([
  ['GitHub Actions', gitHubSteps],
  ['GitLab', gitLabSteps],
])('the recipe for %s', (_, stepsOf) => {
  test('runs the tests with mock keys alone, and says so', async () => {
    const machine = await startMachine();
    const directory = newProject();
    const { code, stderr } = await runSteps(machine, stepsOf(project), directory);
    expect([code, stderr]).toEqual([0, expect.stringContaining('ibyok: 0 live keys issued\n')]);
    expect(noted(directory, 'test.json')).toMatchObject({
      OPENAI_API_KEY: expect.stringMatching(/^sk-mock-openai-/),
      OPENAI_BASE_URL: `${server.origin}/mock/openai/v1`,
    });
    for (const file of ['install.json', 'test.json'])
      expect(noted(directory, file)).not.toHaveProperty('IBYOK_ACCESS_TOKEN');
  });

  test.each([
    ['a key is live there', project, 6, '--require-mock: openai is live in staging'],
    ['the secret is missing, as for a fork', { ...project, IBYOK_ACCESS_TOKEN: '' }, 2, 'IBYOK_ACCESS_TOKEN'],
    ['the token is not valid', { ...project, IBYOK_ACCESS_TOKEN: NEVER_MADE_TOKEN }, 4, 'token'],
    ['the server cannot be reached', { ...project, IBYOK_API: unreachable }, 3, 'reach'],
  ])(
    'fails before a test is started where %s',
    async (what, given, expected, words) => {
      const isLive = what === 'a key is live there';
      if (isLive) await owner.api.patch(`/api/keys/${openai.id}/overrides`, { staging: 'live' });
      const directory = newProject();
      const { code, stderr } = await runSteps(await startMachine(), stepsOf(given), directory);
      if (isLive) await owner.api.patch(`/api/keys/${openai.id}/overrides`, { staging: 'inherit' });
      expect([code, stderr]).toEqual([expected, expect.stringContaining(words)]);
      expect([existsSync(join(directory, 'install.json')), existsSync(join(directory, 'test.json'))]).toEqual(
        [true, false],
      );
      expect(stderr).not.toContain(openai.value);
    },
    120_000,
  );
});
