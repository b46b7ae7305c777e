const steps: (() => Promise<unknown>)[] = [];

/** Has a step taken once the test file is done; the newest first. */
export function onCleanup(step: () => Promise<unknown>): void {
  steps.push(step);
}

afterAll(async () => {
  for (const step of steps.splice(0).reverse()) await step();
});
