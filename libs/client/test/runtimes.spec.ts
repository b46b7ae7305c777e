import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../../apps/api/test/harness/free-port.js';
import { startMachine, type Variables } from '../../../apps/api/test/harness/machine.js';
import { newDirectory } from '../../../apps/api/test/harness/run.js';
import {
  createKey,
  createToken,
  NEVER_MADE_TOKEN,
  startWorkspace,
  unique,
} from '../../../apps/api/test/harness/workspace.js';
import { startFront } from './front.js';
import { installRuntimes, PROGRAM, runtimeProgram } from './installed-runtimes.js';

const { server, owner } = await startWorkspace({ env: { NODE_ENV: 'staging' } });
const key = await createKey(owner.api, { slug: 'openai', llmType: 'openai' });
const { token } = await createToken(owner.api, { scopes: ['keys:read', 'keys:write'] });
const machine = await startMachine();
/** A project with the package as it would be published. */
const project = newDirectory();

beforeAll(async () => {
  await installRuntimes();
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  copyFileSync(PROGRAM, join(project, 'program.mjs'));
  expect(await machine.sh('npm install @ibyok/client', project)).toMatchObject({ code: 0 });
}, 300_000);

/** How each runtime runs the program; Deno with the permissions that the README names, and without questions. */
const RUNTIMES: Readonly<Record<string, () => readonly string[]>> = {
  Node: () => [process.execPath],
  Bun: () => [runtimeProgram('bun'), '--no-install'],
  Deno: () => [runtimeProgram('deno'), 'run', '--no-prompt', '--allow-net', PERMITTED_VARIABLES],
};
const PERMITTED_VARIABLES = '--allow-env=IBYOK_API,IBYOK_ACCESS_TOKEN,IBYOK_ENV,NODE_ENV';

describe.each(Object.keys(RUNTIMES))('in %s', (runtime) => {
  const command = (): readonly string[] => RUNTIMES[runtime]?.() ?? [];
  const play = async (
    words: readonly string[],
    variables: Variables = {},
    program = command(),
    // biome-ignore lint/suspicious/noExplicitAny: each scenario has results of its own.
  ): Promise<any> => {
    const own = { DENO_NO_UPDATE_CHECK: '1', DO_NOT_TRACK: '1', ...variables };
    const ending = await machine.run([...program, 'program.mjs', ...words], project, own);
    expect(ending).toEqual({ code: 0, stdout: expect.any(String), stderr: '' });
    return JSON.parse(ending.stdout);
  };

  test('a key is fetched as the variables say, and is printed without its value', async () => {
    const given = { IBYOK_API: server.origin, IBYOK_ACCESS_TOKEN: token };
    for (const [variables, environment, decidedBy] of [
      [{}, 'staging', 'server'],
      [{ NODE_ENV: 'test' }, 'development', 'NODE_ENV'],
      [{ NODE_ENV: 'test', IBYOK_ENV: 'prod' }, 'production', 'IBYOK_ENV'],
    ] as const) {
      const { key: fetched, printed, ...rest } = await play(['fetch'], { ...given, ...variables });
      expect(fetched).toMatchObject({ keyId: key.id, modeInfo: { environment } });
      expect(rest).toMatchObject({ listed: ['openai'], rules: 4, environment: { decidedBy } });
      expect(printed).toContain('[secret]');
      expect(printed).not.toContain(fetched.value);
    }
  });

  test('options do without variables, and where none may be read', async () => {
    const forbidden = command().filter((word) => word !== PERMITTED_VARIABLES);
    const { value } = await play(['options', server.origin, token], {}, forbidden);
    expect(value).toMatch(/^sk-proj-/);
  });

  test('each failure is an error of its kind, nothing waits for ever, and nothing that is printed has the token', async () => {
    const front = await startFront(server.origin);
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const results = await play(['errors', front.origin, token, nobody, NEVER_MADE_TOKEN]);
    const codes = Object.entries(results as Record<string, { code: string }>).map(([name, { code }]) => [
      name,
      code,
    ]);
    expect(Object.fromEntries(codes)).toEqual({
      unknownKey: 'key_not_found',
      refused: 'unauthenticated',
      unreachable: 'server_unreachable',
      silent: 'timed_out',
      hanging: 'timed_out',
      halved: 'server_unreachable',
      endless: 'unexpected_answer',
      redirected: 'unexpected_answer',
      notAToken: 'access_token_invalid',
      // The caller's own reasons: an Error without a code, and a DOMException.
      aborted: undefined,
      abortedLater: 23,
    });
    const printed = JSON.stringify(results);
    for (const secret of [token, NEVER_MADE_TOKEN]) expect(printed).not.toContain(secret);
    expect(front.followed).toEqual([]);
  });

  test('a server that is busy is asked again', async () => {
    const front = await startFront(server.origin);
    expect((await play(['retries', front.origin, token])).value).toMatch(/^sk-/);
  });

  test('a watch tells of a rotation, and does not keep the program alive', async () => {
    const rotated = unique('sk-proj-');
    const told = await play(['watch', server.origin, token, rotated]);
    expect(told).toMatchObject({ what: 'rotation', value: rotated, before: told.since });
    expect((await play(['lingering', server.origin, token])).value).toMatch(/^sk-/);
  });

  test('the last answer stands in for a server that is gone, and is kept encrypted', async () => {
    const { origin } = await startFront(server.origin);
    const { stale, without, kept } = await play(['cache', origin, token]);
    expect(stale).toMatchObject({ keyId: key.id, modeInfo: { stale: true, answeredAt: expect.any(String) } });
    expect(without).toMatchObject({
      code: 'server_unreachable',
      isOurs: true,
      name: 'IbyokUnreachableError',
    });
    for (const text of [stale.value, token, 'openai']) expect(kept).not.toContain(text);
  });
});
