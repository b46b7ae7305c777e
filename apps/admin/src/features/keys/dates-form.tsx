import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { errorMessage } from '../../shared/api/problem.js';
import type { Key } from '../../shared/api/types.js';
import { dayInput, endOfDay } from '../../shared/time/local-days.js';
import { calendarDay } from '../../shared/time/relative-time.js';
import { TimeAgo, useNow } from '../../shared/time/time-ago.js';
import { notifyDone } from '../../shared/ui/notify.js';
import { keyFactsText } from '../../text/key-facts.js';
import { expirySentence, rotationSentence } from '../../text/key-facts-sentences.js';
import { type DatesChange, useChangeDates } from './api/change-dates.js';
import facts from './key-facts.module.css';
import classes from './key-panel.module.css';

const text = keyFactsText.dates;
const PERIODS = [30, 60, 90, 180, 365];

/** What a person typed instead of what is stored; absent: nothing. */
interface Draft {
  readonly day?: string;
  readonly period?: string;
}

/** When the provider ends a key's value, and how often people mean to replace it. */
export function DatesForm({ apiKey, canManage }: { apiKey: Key; canManage: boolean }) {
  const [draft, setDraft] = useState<Draft>({});
  const save = useChangeDates(apiKey.id);
  const stored = {
    day: apiKey.expiresAt === null ? '' : dayInput(Date.parse(apiKey.expiresAt)),
    period: String(apiKey.rotateEveryDays ?? ''),
  };
  const shown = { ...stored, ...draft };
  const change = changeOf(stored, shown);
  const type = (typed: Draft) => {
    save.reset();
    setDraft({ ...draft, ...typed });
  };
  return (
    <section className={classes.section} aria-label={text.title}>
      <h3 className={classes.heading}>{text.title}</h3>
      <StoredDates apiKey={apiKey} />
      {canManage && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate(change, {
              onSuccess: (key) => {
                setDraft({});
                notifyDone(text.saved(key.name));
              },
            });
          }}
        >
          <Stack gap="sm" mt="sm">
            <TextInput
              type="date"
              label={text.expires}
              description={text.expiresMeaning}
              value={shown.day}
              onChange={(event) => type({ day: event.currentTarget.value })}
            />
            <NativeSelect
              label={text.remind}
              data={periodChoices(apiKey.rotateEveryDays)}
              value={shown.period}
              onChange={(event) => type({ period: event.currentTarget.value })}
            />
            {save.isError && (
              <Alert color="red" role="alert">
                {errorMessage(save.error)}
              </Alert>
            )}
            {Object.keys(change).length > 0 && (
              <Group justify="flex-end" gap="xs">
                <Button variant="default" onClick={() => setDraft({})}>
                  {text.discard}
                </Button>
                <Button type="submit" loading={save.isPending}>
                  {text.save}
                </Button>
              </Group>
            )}
          </Stack>
        </form>
      )}
    </section>
  );
}

function StoredDates({ apiKey: { expiresAt, rotationDueAt } }: { apiKey: Key }) {
  const now = useNow();
  const past = (at: string) => Date.parse(at) <= now;
  const day = (at: string) => calendarDay(Date.parse(at));
  return (
    <>
      {expiresAt !== null && (
        <div>{expirySentence(past(expiresAt), <TimeAgo at={expiresAt} />, day(expiresAt))}</div>
      )}
      {rotationDueAt !== null && (
        <div>{rotationSentence(past(rotationDueAt), <TimeAgo at={rotationDueAt} />, day(rotationDueAt))}</div>
      )}
      <Text className={facts.dim}>
        {expiresAt === null && rotationDueAt === null && `${text.none} `}
        {text.about}
      </Text>
    </>
  );
}

/** Only what a person turned over. A half-typed day is no day yet. */
function changeOf(stored: Required<Draft>, shown: Required<Draft>): DatesChange {
  const end = endOfDay(shown.day);
  const hasDay = shown.day === '' || !Number.isNaN(end);
  return {
    ...(hasDay &&
      shown.day !== stored.day && { expiresAt: shown.day === '' ? null : new Date(end).toISOString() }),
    ...(shown.period !== stored.period && {
      rotateEveryDays: shown.period === '' ? null : Number(shown.period),
    }),
  };
}

function periodChoices(current: number | null): { value: string; label: string }[] {
  const days = [...new Set([...PERIODS, ...(current === null ? [] : [current])])].sort((a, b) => a - b);
  return [
    { value: '', label: text.never },
    ...days.map((period) => ({ value: String(period), label: text.every(period) })),
  ];
}
