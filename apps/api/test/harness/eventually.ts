import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until the answer is true; throws after some milliseconds (60 s unless told otherwise). */
export async function eventually(
  what: string,
  ask: () => boolean | Promise<boolean>,
  patience = 60_000,
): Promise<void> {
  const end = Date.now() + patience;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`did not happen: ${what}`);
    await sleep(20);
  }
}
