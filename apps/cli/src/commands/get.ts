import { type CommonOptions, contextOf } from '../context.js';
import { failureAbout } from '../failure.js';
import { keyReference } from '../key-reference.js';

/** `ibyok get KEY`: the value alone on stdout; with --json all of the answer. */
export async function get(word: string, options: CommonOptions): Promise<void> {
  const { client, screen } = contextOf(options);
  const reference = keyReference(word);
  const key = await client.key(reference).catch((error) => Promise.reject(failureAbout(reference, error)));
  screen.result(key, [key.value]);
}
