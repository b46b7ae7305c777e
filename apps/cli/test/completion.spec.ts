import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../../api/test/harness/eventually.js';
import { runCli, scratchDirectory } from './run-cli.js';
import { startOnTerminal, type Terminal } from './terminal.js';

const isInstalled = (shell: string): boolean => {
  try {
    execFileSync(shell, ['-c', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** A folder with a file to be found, and the script that `ibyok completion` prints for a shell. */
async function folderFor(shell: string): Promise<{ readonly folder: string; readonly script: string }> {
  const folder = scratchDirectory();
  writeFileSync(join(folder, 'a file.env'), '');
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', 'zz-command'), '#!/bin/sh\n', { mode: 0o755 });
  const { code, stdout } = await runCli(['completion', shell], {});
  expect(code).toBe(0);
  const script = join(folder, 'completion');
  writeFileSync(script, stdout);
  return { folder, script };
}

const PROMPT = 'ready>';
/** What moves the cursor or colours, and characters that are written over. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const NOT_TEXT = /\u001b\[[0-9;?]*[A-Za-z]|.\u0008/g;

/** A shell on a terminal, for which words are typed and completed as a person does it. */
class Typist {
  private constructor(private readonly terminal: Terminal) {}

  static async start(command: readonly string[], setUp: string, folder: string): Promise<Typist> {
    const variables = { HOME: folder, PATH: `${join(folder, 'bin')}:${process.env.PATH}` };
    const typist = new Typist(startOnTerminal(command, variables));
    // Quoted, so that what is typed is not what is waited for.
    typist.terminal.type(`PS1='${PROMPT}'; cd '${folder}'; ${setUp}; echo set''up\r`);
    await eventually('the shell is set up', () => typist.terminal.shown().includes('setup\r\n'));
    return typist;
  }

  /** What a line has become after Tab; the line is then given up. */
  async completed(line: string, ending: string): Promise<string> {
    const before = this.terminal.shown().length;
    this.terminal.type(`${line}\t`);
    const written = (): string => this.terminal.shown().slice(before).replace(NOT_TEXT, '');
    await eventually(`${line} becomes ${ending}`, () => written().includes(ending));
    // Kills the line, and begins another. An interrupt could come while the shell still completes, and be lost.
    this.terminal.type('\u0015\r');
    await eventually('it asks anew', () => written().includes(PROMPT));
    return ending;
  }

  async end(): Promise<void> {
    this.terminal.type('exit\r');
    await this.terminal.ended;
  }
}

/** What is typed, and what a shell makes of it. */
const LINES: readonly (readonly [typed: string, completed: string])[] = [
  ['ibyok ro', 'ibyok rotate '],
  ['ibyok run --req', 'ibyok run --require-mock '],
  ['ibyok run --env st', 'ibyok run --env staging '],
  ['ibyok run --env=st', 'ibyok run --env=staging'],
  ['ibyok completion z', 'ibyok completion zsh '],
  ['ibyok import a', 'ibyok import a\\ file.env '],
  ['ibyok run -- zz', 'ibyok run -- zz-command '],
  ['ibyok run --env staging -- cat a', 'ibyok run --env staging -- cat a\\ file.env '],
];

test('bash completes what is typed on a terminal', async () => {
  const { folder, script } = await folderFor('bash');
  const typist = await Typist.start(['bash', '--norc', '--noprofile', '-i'], `source '${script}'`, folder);
  for (const [typed, completed] of LINES) await typist.completed(typed, completed);
  await typist.end();
});

if (isInstalled('zsh')) {
  test.each([
    ['sourced', (script: string) => `source '${script}'`],
    [
      'found in fpath',
      (script: string) => `mkdir f; cp '${script}' f/_ibyok; fpath=($PWD/f $fpath); compinit -u`,
    ],
  ])('zsh completes what is typed on a terminal, the script being %s', async (_, load) => {
    const { folder, script } = await folderFor('zsh');
    const setUp = `autoload -U compinit; compinit -u; ${load(script)}`;
    const typist = await Typist.start(['zsh', '-f', '-i'], setUp, folder);
    for (const [typed, completed] of LINES) await typist.completed(typed, completed);
    await typist.end();
  });
} else test.todo('zsh completes what is typed: there is no zsh on this machine');

if (isInstalled('fish')) {
  test('fish offers what can follow', async () => {
    const { folder, script } = await folderFor('fish');
    const offered = async (line: string): Promise<readonly string[]> => {
      const program = `source '${script}'; complete -C '${line}'`;
      const env = { HOME: folder, PATH: `${join(folder, 'bin')}:${process.env.PATH}`, TERM: 'dumb' };
      const { stdout } = await promisify(execFile)('fish', ['--no-config', '-c', program], {
        cwd: folder,
        env,
      });
      return stdout.split('\n').map((word) => word.replace(/\t.*/, ''));
    };
    expect(await offered('ibyok ')).toEqual(expect.arrayContaining(['run', 'get', 'import', 'doctor']));
    expect(await offered('ibyok run --req')).toContain('--require-mock');
    expect(await offered('ibyok run --env st')).toEqual(['staging', '']);
    expect(await offered('ibyok run --env=st')).toContain('--env=staging');
    expect(await offered('ibyok completion z')).toEqual(['zsh', '']);
    expect((await offered('ibyok import a')).join()).toMatch(/a\\? file\.env/);
    expect(await offered('ibyok keys a')).toEqual(['']);
    expect(await offered('ibyok run -- zz')).toContain('zz-command');
    expect((await offered('ibyok run --env staging -- cat a')).join()).toMatch(/a\\? file\.env/);
  });
} else test.todo('fish offers what can follow: there is no fish on this machine');
