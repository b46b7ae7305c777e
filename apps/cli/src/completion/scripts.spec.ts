import { execFileSync } from 'node:child_process';
import { programOf } from '../program.js';
import { commandWordsOf } from './command-words.js';
import { completionFor } from './scripts.js';

const commands = commandWordsOf(programOf(() => {}));

/** What bash would offer for these words, the last of which is being typed. */
function offered(...words: readonly string[]): string[] {
  const script = `${completionFor('bash', commands)}
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ibyok; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script, 'bash', 'ibyok', ...words], { encoding: 'utf8' })
    .trim()
    .split('\n');
}

test('bash offers commands, their options, environments, and commands behind --', () => {
  expect(offered('')).toEqual(
    expect.arrayContaining(['run', 'get', 'mode', 'keys', 'import', 'rotate', 'whoami', 'doctor']),
  );
  expect(offered('ru')).toEqual(['run']);
  expect(offered('run', '--req')).toEqual(['--require-mock']);
  expect(offered('get', '--')).toEqual(['--json', '--env', '--help']);
  expect(offered('run', '--env', 'st')).toEqual(['staging']);
  expect(offered('run', '--env', '=', 'st')).toEqual(['staging']);
  expect(offered('run', '--env', '=')).toEqual(['development', 'staging', 'production']);
  expect(offered('run', '--only', '')).toEqual(['']);
  expect(offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  expect(offered('run', '--', 'bas')).toContain('bash');
});

test('zsh and fish are told of every command and option', () => {
  for (const shell of ['zsh', 'fish'] as const) {
    const script = completionFor(shell, commands);
    for (const { name, options } of commands) {
      expect(script).toContain(name);
      for (const { long } of options)
        expect(script).toContain(shell === 'fish' ? `-l ${long.slice(2)}` : long);
    }
  }
});
