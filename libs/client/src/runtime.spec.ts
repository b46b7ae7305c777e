import { PLATFORM } from './runtime.js';

const globals = globalThis as unknown as Record<string, unknown>;
const { setTimeout } = globalThis;
afterEach(() => {
  globalThis.setTimeout = setTimeout;
  delete globals.Deno;
});

test('what waits in the background keeps no process alive, be a timer an object or a number', () => {
  const released: unknown[] = [];
  const timer = { unref: () => released.push('an object') };
  globals.Deno = { unrefTimer: (id: unknown) => released.push(id) };
  for (const made of [timer, 7]) {
    globals.setTimeout = () => made;
    PLATFORM.after(1_000, () => {}, true);
    PLATFORM.after(1_000, () => {});
  }
  expect(released).toEqual(['an object', 7]);
});
