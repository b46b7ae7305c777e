import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMachine } from '../harness/machine.js';
import { newDirectory } from '../harness/run.js';
import { createKey, createToken, fetchValue, startWorkspace, unique } from '../harness/workspace.js';
import { copyExample, readExample } from './example-files.js';

const { server, owner, app } = await startWorkspace({ env: { NODE_ENV: 'production' } });
await createKey(owner.api, { slug: 'openai' });
const { token } = await createToken(owner.api);

/** Each instruction of the file, in order. */
const instructions = readExample('docker/Dockerfile')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [, word = '', rest = ''] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    return { word, rest };
  });
const argumentOf = (word: string): string =>
  instructions.findLast((instruction) => instruction.word === word)?.rest ?? '';

/** What .dockerignore lets into the build: it has to name each file, so that a new one stays out. */
function builtFrom(context: string): readonly string[] {
  const [first, ...rest] = readFileSync(join(context, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (first !== '*' || rest.some((line) => !/^![\w.-]+$/.test(line)))
    throw new Error('not a list of what is let in');
  return rest.map((line) => line.slice(1));
}

test('it begins with an image of a version, ends as no root, and its commands are lists', () => {
  expect(instructions[0]).toEqual({ word: 'FROM', rest: expect.stringMatching(/^node:\d+-[a-z]+-slim$/) });
  expect(argumentOf('USER')).toBe('node');
  const words = instructions.map(({ word }) => word);
  expect(words.indexOf('USER')).toBeLessThan(words.indexOf('ENTRYPOINT'));
  // A shell in between would take the signals.
  for (const word of ['ENTRYPOINT', 'CMD']) expect(JSON.parse(argumentOf(word))).toEqual(expect.any(Array));
});

test('it is built and run as written, with nothing secret in a layer', async () => {
  const machine = await startMachine();
  const context = copyExample('docker');
  const planted = unique('sk-');
  writeFileSync(join(context, '.env'), `OPENAI_API_KEY=${planted}\n`);
  const image = newDirectory();
  mkdirSync(image);
  const secrets = { IBYOK_API: server.origin, IBYOK_ACCESS_TOKEN: token, IBYOK_ENV: 'staging' };

  for (const { word, rest } of instructions) {
    if (word === 'RUN') expect(await machine.sh(rest, image)).toMatchObject({ code: 0 });
    else if (word === 'COPY') {
      const sources = rest.split(' ').slice(0, -1);
      const files = sources[0] === '.' ? builtFrom(context) : sources;
      for (const file of files) {
        expect(builtFrom(context)).toContain(file);
        cpSync(join(context, file), join(image, file));
      }
    } else expect(['FROM', 'WORKDIR', 'USER', 'ENTRYPOINT', 'CMD']).toContain(word);
  }
  const command = [...JSON.parse(argumentOf('ENTRYPOINT')), ...JSON.parse(argumentOf('CMD'))];
  const { code, stdout, stderr } = await machine.run(command, image, secrets);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^This is a mock answer from IBYOK/)]);
  expect(stderr).toContain('OPENAI_API_KEY is openai, mock');

  const { value } = (await fetchValue(app, 'openai', 'staging')).body;
  for (const text of [...textsUnder(image), ...textsUnder(machine.global)])
    for (const secret of [token, planted, value]) expect(text.includes(secret)).toBe(false);
});

function textsUnder(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'utf8'));
}
