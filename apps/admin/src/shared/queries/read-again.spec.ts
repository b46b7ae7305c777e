import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { allPages } from '../api/all-pages.js';
import { readAgain } from './read-again.js';

const QUERY_KEY = ['keys'];
const isKeys = ({ queryKey }: { readonly queryKey: readonly unknown[] }) => queryKey[0] === 'keys';
/** Long enough for all that follows from what has happened. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

/** A list of two pages that is shown; a page is answered when it is told to be. */
function shownList() {
  const client = new QueryClient();
  const asked: string[] = [];
  const answers: ((last: boolean) => void)[] = [];
  const observer = new QueryObserver<number[]>(client, {
    queryKey: QUERY_KEY,
    queryFn: ({ signal }) =>
      allPages(signal, ({ cursor }) => {
        asked.push(cursor ?? 'first');
        return new Promise((resolve) => {
          answers.push((last) => resolve({ items: [asked.length], nextCursor: last ? null : 'next' }));
        });
      }),
  });
  const leave = observer.subscribe(() => {});
  const answer = async (last: boolean) => {
    answers.shift()?.(last);
    await settled();
  };
  return { client, asked, answer, leave, shown: () => observer.getCurrentResult().data };
}

test('a change is read at once where nothing is being read', async () => {
  const { client, asked, answer, leave } = shownList();
  await answer(true);
  void readAgain(client, isKeys);
  await settled();
  expect(asked).toEqual(['first', 'first']);
  leave();
});

test.each(['the first read', 'a later one'])(
  'changes during %s let it come to its end, and are followed by one more',
  async (which) => {
    const { client, asked, answer, leave, shown } = shownList();
    if (which === 'a later one') {
      await answer(true);
      void readAgain(client, isKeys);
      await settled();
    }
    asked.length = 0;
    for (let change = 0; change < 3; change += 1) {
      void readAgain(client, isKeys);
      await settled();
    }
    expect(asked).toEqual([]);
    await answer(false);
    expect(asked).toEqual(['next']);
    const before = shown();
    await answer(true);
    expect(shown()).not.toEqual(before);
    expect(asked).toEqual(['next', 'first']);
    await answer(true);
    expect(asked).toEqual(['next', 'first']);
    leave();
  },
);

test('its promise ends with the read that follows the change', async () => {
  const { client, answer, leave } = shownList();
  let ended = false;
  void readAgain(client, isKeys).then(() => {
    ended = true;
  });
  await answer(true);
  expect(ended).toBe(false);
  await answer(true);
  expect(ended).toBe(true);
  leave();
});

test('nothing is read while something is being saved', async () => {
  const { client, asked, answer, leave } = shownList();
  await answer(true);
  let save: () => void = () => {};
  const saving = client.getMutationCache().build(client, {
    mutationFn: () =>
      new Promise<void>((resolve) => {
        save = resolve;
      }),
  });
  const saved = saving.execute(undefined);
  void readAgain(client, isKeys);
  await settled();
  expect(asked).toEqual(['first']);
  save();
  await saved;
  await settled();
  expect(asked).toEqual(['first', 'first']);
  leave();
});

test('what nobody shows any more is given up, and read when it is shown again', async () => {
  const { client, asked, answer, leave } = shownList();
  await answer(true);
  void readAgain(client, isKeys);
  await settled();
  void readAgain(client, isKeys);
  leave();
  await answer(false);
  await settled();
  expect(asked).toEqual(['first', 'first']);
  expect(client.getQueryState(QUERY_KEY)?.isInvalidated).toBe(true);
});
