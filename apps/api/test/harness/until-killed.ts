/** Repeats a step until the server no longer answers. */
export async function untilKilled(step: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await step();
    } catch (error) {
      // What fetch throws where nobody answers, and where an answer breaks off.
      if (/^(fetch failed|terminated)$/.test(String((error as { message?: unknown }).message))) return;
      throw error;
    }
  }
}
