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
    failures.summed(3, true);
    failures.summed(3, true);
    failures.failed(failure('57014'));
    expect(lines).toEqual([said('57014'), ['usage is summed again'], said('57014')]);
  });

  it('says nothing of what others summed, so that it does not say its own failure again and again', () => {
    const { lines, failures } = withLog();
    failures.summed(3, true);
    for (let turn = 0; turn < 3; turn += 1) {
      failures.failed(failure('57014'));
      failures.summed(0, true);
    }
    expect(lines).toEqual([said('57014')]);
  });

  it('says that all is summed again after the last step, also where that found nothing', () => {
    const { lines, failures } = withLog();
    failures.failed(failure('57014'));
    failures.summed(20_000, false);
    expect(lines).toEqual([said('57014')]);
    failures.summed(0, true);
    expect(lines).toEqual([said('57014'), ['usage is summed again']]);
  });

  it('says nothing where nothing failed', () => {
    const { lines, failures } = withLog();
    failures.summed(3, true);
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
