import { isMockValue, keyValueProblem } from '@ibyok/providers';
import { type CommonOptions, contextOf } from '../context.js';
import { Failure, failureAbout } from '../failure.js';
import { keyReference } from '../key-reference.js';
import { readSecret } from '../terminal/typed.js';

const PROBLEMS = {
  blank: 'There is no value: pipe it into standard input, or type it when asked.',
  too_long: 'The value is too long: at most 16 KiB are stored.',
  not_text: 'The value is no text: it has characters that no key has.',
} as const;

/** `ibyok rotate KEY`: gives it a new value from standard input or a hidden prompt, never from an argument. */
export async function rotate(word: string, options: CommonOptions): Promise<void> {
  const { client, screen } = contextOf(options);
  const reference = keyReference(word);
  const value = (await readSecret(`New value of ${reference} (not shown): `)).trim();
  const problem = keyValueProblem(value);
  if (problem) throw new Failure('value_invalid', PROBLEMS[problem]);
  if (isMockValue(value))
    throw new Failure('value_is_mock', 'The value is a mock: store the provider’s key.');
  const version = await client
    .rotateKey(reference, value)
    .catch((error) => Promise.reject(failureAbout(reference, error)));
  screen.result(version, [`${reference} has version ${version.version} now.`]);
}
