import type { Ibyok, Key } from '@ibyok/client';
import { failureAbout } from '../failure.js';
import type { Assignment } from './plan.js';

/** So many at a time: a token may read hundreds. */
const AT_A_TIME = 8;

/** Fetches the key of each assignment, in their order. The first failure ends all. */
export async function fetchValues(client: Ibyok, plan: readonly Assignment[]): Promise<Key[]> {
  const values: Key[] = [];
  const controller = new AbortController();
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < plan.length && !controller.signal.aborted) {
      const place = next;
      next += 1;
      const { keyId, slug } = plan[place]?.key ?? { keyId: '', slug: '' };
      try {
        values[place] = await client.key(keyId, { signal: controller.signal });
      } catch (error) {
        controller.abort();
        throw failureAbout(slug, error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return values;
}
