import { SummingFailures } from './summing-failures.js';

function withLog() {
  const lines: unknown[] = [];
  const write = (...line: unknown[]) => void lines.push(line);
  return { lines, failures: new SummingFailures({ warn: write, info: write } as never) };
}

const failure = (code: string) => Object.assign(new Error('secret sk-live-1'), { code });
const said = (systemCode: string | undefined, error = 'Error') => [
  { error, systemCode },
  'usage is not summed',
];

describe('SummingFailures', () => {
  it('says each kind once, without the error’s words', () => {
    const { lines, failures } = withLog();
    for (const code of ['57014', '57014', 'ECONNREFUSED', '57014', 'ECONNREFUSED']) {
      failures.failed(failure(code));
    }
    expect(lines).toEqual([said('57014'), said('ECONNREFUSED')]);
  });

  it('says once that all is summed again, and then says a failure anew', () => {
    const { lines, failures } = withLog();
    failures.failed(failure('57014'));
    failures.caughtUp();
    failures.caughtUp();
    failures.failed(failure('57014'));
    expect(lines).toEqual([said('57014'), ['usage is summed again'], said('57014')]);
  });

  it('says nothing where nothing failed', () => {
    const { lines, failures } = withLog();
    failures.caughtUp();
    expect(lines).toEqual([]);
  });

  it('tells kinds apart by name, too, and takes what is no error', () => {
    const { lines, failures } = withLog();
    failures.failed(new TypeError('secret'));
    failures.failed('secret');
    failures.failed(Object.assign(new RangeError('secret'), { code: { secret: 'sk-live-1' } }));
    expect(lines).toEqual([
      said(undefined, 'TypeError'),
      said(undefined, 'not an error'),
      said(undefined, 'RangeError'),
    ]);
  });
});
