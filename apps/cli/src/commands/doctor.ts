import { type CommonOptions, contextOf } from '../context.js';
import { examine } from '../doctor/checks.js';
import type { Paint } from '../terminal/screen.js';
import { plain } from '../terminal/screen.js';

const MARKS: Readonly<Record<string, readonly [mark: string, paint: Paint]>> = {
  ok: ['ok     ', 'green'],
  warning: ['warning', 'yellow'],
  failed: ['failed ', 'red'],
};

/** `ibyok doctor`: looks at everything that a fetch needs; resolves to the exit code of the first failure, or 0. */
export async function doctor(options: CommonOptions): Promise<number> {
  const context = contextOf(options);
  const { screen } = context;
  const checks = await examine(context, process.env.IBYOK_API);
  const lines = checks.map(({ name, state, detail }) => {
    const [mark = '', paint = 'dim'] = MARKS[state] ?? [];
    return `${screen.paint(mark, paint as Paint)}  ${name.padEnd(12)}${plain(detail)}`;
  });
  screen.result(
    checks.map(({ name, state, detail }) => ({ name, state, detail })),
    lines,
  );
  return checks.find(({ state }) => state === 'failed')?.exitCode ?? 0;
}
