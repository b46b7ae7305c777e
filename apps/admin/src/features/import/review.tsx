import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { errorMessage, ProblemError } from '../../shared/api/problem.js';
import type { Key } from '../../shared/api/types.js';
import { importText } from '../../text/import.js';
import { useKeyStore } from './api/store-key.js';
import { type ImportRow, type RowOutcome, withProvider } from './import-rows.js';
import { type Judgement, judgeRows, storedKeysOf } from './judge-rows.js';
import { ReviewTable, type SoughtRow } from './review-table.js';
import type { RowChange } from './row-change.js';
import { storeRows } from './store-rows.js';

interface ReviewProps {
  readonly rows: readonly ImportRow[];
  /** Lines that are left out. */
  readonly unreadable: readonly number[];
  readonly keys: readonly Key[];
  readonly onChange: (change: (rows: readonly ImportRow[]) => readonly ImportRow[]) => void;
  readonly onStartOver: () => void;
  readonly onCancel: () => void;
  /** All that was ticked is stored. */
  readonly onStored: (count: number) => void;
}

const { review } = importText;
const FIELDS = ['name', 'value', 'llmType'] as const;
/** So many lines are named; more are counted. */
const LINES_NAMED = 5;

/** What was found in a paste, to choose from. Leaving it forgets every value and stores nothing further. */
export function Review(props: ReviewProps) {
  const { rows, unreadable, keys, onChange, onStartOver, onCancel, onStored } = props;
  const names = useMemo(() => keys.map(({ name }) => name), [keys]);
  const [run, setRun] = useState<{ readonly all: number; readonly done: number } | null>(null);
  const [storedBefore, setStoredBefore] = useState(0);
  const [sought, setSought] = useState<SoughtRow | null>(null);
  const leaving = useRef(new AbortController());
  const heading = useRef<HTMLParagraphElement>(null);
  const { store, settle } = useKeyStore();

  useEffect(() => {
    leaving.current = new AbortController();
    heading.current?.focus();
    return () => leaving.current.abort();
  }, []);

  const stored = useMemo(() => storedKeysOf(keys), [keys]);
  const judgements = useMemo(() => judgeRows(rows, stored), [rows, stored]);
  const ticked = rows.filter((_, index) => judgements[index]?.ticked);
  const failed = rows.filter(({ outcome }) => outcome.kind === 'failed').length;

  const changeRow = useCallback(
    (id: number, next: RowChange) => {
      onChange((before) => before.map((row) => (row.id === id ? changed(row, next, before, names) : row)));
    },
    [names, onChange],
  );
  const setOutcome = (id: number, outcome: RowOutcome) => {
    if (outcome.kind === 'stored') setRun((before) => before && { ...before, done: before.done + 1 });
    // The value leaves the page's memory as soon as it is stored.
    const forget = outcome.kind === 'stored' ? { value: '' } : {};
    onChange((before) => before.map((row) => (row.id === id ? { ...row, ...forget, outcome } : row)));
  };
  const storeTicked = async () => {
    const problem = firstProblem(rows, judgements);
    if (problem) return setSought({ id: problem.id });
    const { signal } = leaving.current;
    setRun({ all: ticked.length, done: 0 });
    const count = await storeRows(ticked, { store, explain, onOutcome: setOutcome, signal });
    await settle();
    if (signal.aborted) return;
    setRun(null);
    setStoredBefore(storedBefore + count);
    if (count === ticked.length) onStored(storedBefore + count);
    else heading.current?.focus();
  };
  const found = rows.filter(({ recognised }) => recognised !== '').length;
  return (
    <Stack>
      <div>
        <Text fw={600} ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          {review.found(found, rows.length)}
        </Text>
        <Text size="sm" c="dimmed">
          {review.advice}
        </Text>
        {unreadable.length > 0 && (
          <Text size="sm" c="dimmed">
            {review.unreadable(
              unreadable.slice(0, LINES_NAMED),
              Math.max(0, unreadable.length - LINES_NAMED),
            )}
          </Text>
        )}
      </div>
      <ReviewTable
        rows={rows}
        judgements={judgements}
        sought={sought}
        locked={run !== null}
        onChange={changeRow}
      />
      <div role="status">
        {run && (
          <>
            <Text size="sm" c="dimmed" mb={4}>
              {review.progress(run.done, run.all)}
            </Text>
            <Progress
              value={(100 * run.done) / run.all}
              size="sm"
              aria-label={review.progress(run.done, run.all)}
            />
          </>
        )}
      </div>
      {!run && failed > 0 && (
        <Alert color="red" role="alert">
          {review.left(storedBefore, failed)}
        </Alert>
      )}
      <Group justify="space-between">
        <Button variant="subtle" color="gray" disabled={run !== null} onClick={onStartOver}>
          {review.startOver}
        </Button>
        <Group gap="xs">
          <Button variant="default" onClick={onCancel}>
            {storedBefore > 0 ? review.close : review.cancel}
          </Button>
          <Button disabled={ticked.length === 0} loading={run !== null} onClick={() => void storeTicked()}>
            {ticked.length > 0 && ticked.every(({ outcome }) => outcome.kind === 'failed')
              ? review.retry(ticked.length)
              : review.store(ticked.length)}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

function changed(
  row: ImportRow,
  next: RowChange,
  rows: readonly ImportRow[],
  storedNames: readonly string[],
): ImportRow {
  if ('ticked' in next) return { ...row, ticked: next.ticked };
  if ('name' in next) return { ...row, name: next.name, named: next.name !== '' };
  const others = rows.filter(({ id }) => id !== row.id).map(({ name }) => name);
  return withProvider(row, next.llmType, [...storedNames, ...others]);
}

/** What the server found wrong with a field, where it names one, else its sentence about the whole. */
function explain(error: unknown): string {
  if (!(error instanceof ProblemError) || error.code === 'name_taken') return errorMessage(error);
  const { field, message } = error.fields[0] ?? {};
  const named = FIELDS.find((one) => one === field);
  return named && message ? review.refused[named](message) : errorMessage(error);
}

/** The first ticked row whose name keeps it from being stored, also where it is not drawn yet. */
function firstProblem(rows: readonly ImportRow[], judgements: readonly Judgement[]): ImportRow | undefined {
  return rows[judgements.findIndex(({ ticked, nameProblem }) => ticked && nameProblem !== null)];
}
