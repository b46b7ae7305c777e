import { Failure } from '../failure.js';
import { keyReference } from '../key-reference.js';
import type { Wishes } from './plan.js';

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Reads `--only a,b` and `--map key=VARIABLE`, each as often as it was given. */
export function wishesOf(only: readonly string[] | undefined, map: readonly string[] | undefined): Wishes {
  return {
    only: only ? only.flatMap((words) => words.split(',')).map((word) => keyReference(word.trim())) : null,
    map: new Map((map ?? []).flatMap((words) => words.split(',')).map(mappingOf)),
  };
}

function mappingOf(words: string): [string, string] {
  const [reference = '', variable = '', ...more] = words.trim().split('=');
  if (more.length > 0 || !VARIABLE.test(variable) || variable.startsWith('IBYOK_')) {
    throw new Failure('map_invalid', '--map takes a key and a variable: --map openai=MY_OPENAI_KEY.');
  }
  return [keyReference(reference), variable];
}
