import { runChild } from './child.js';

test('a command whose variables do not fit is not started, and that is said', async () => {
  const tooLong = 'x'.repeat(4 * 1024 * 1024);
  await expect(runChild(process.execPath, ['-e', ''], { LONG: tooLong })).rejects.toMatchObject({
    exitCode: 126,
    message: `${process.execPath} cannot be started (E2BIG).`,
  });
});

test('signals are this process’s own again afterwards, however it ended', async () => {
  const before = process.listenerCount('SIGTERM');
  expect(await runChild(process.execPath, ['-e', 'process.exit(3)'], {})).toBe(3);
  for (const [command, variables] of [
    ['/nowhere', {}],
    [process.execPath, { LONG: 'x'.repeat(4 * 1024 * 1024) }],
  ] as const)
    await expect(runChild(command, [], variables)).rejects.toThrow();
  expect(process.listenerCount('SIGTERM')).toBe(before);
});
