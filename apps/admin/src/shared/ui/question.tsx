import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { questionsText } from '../../text/questions.js';
import { uiText } from '../../text/ui.js';
import { errorMessage } from '../api/problem.js';
import type { ConfirmProps } from './confirm.js';
import classes from './confirm.module.css';

/** Milliseconds in which nothing goes ahead after the news: a press on its way was meant for what stood there before. */
const TIME_TO_SEE = 500;

/** The window in which a question is asked, see Confirm. */
export function Question(props: ConfirmProps) {
  const {
    opened,
    title,
    children,
    action,
    danger = false,
    name,
    about = '',
    moot = false,
    pending,
    error,
    onConfirm,
    onCancel,
  } = props;
  // One render later than asked for, so that Mantine sees where the focus was and gives it back.
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(opened), [opened]);
  const { typed, setTyped, news, isNew } = useTypedName(opened, about);
  const asksName = name != null && !moot;
  const fits = !moot && (!asksName || asSeen(typed) === asSeen(name));

  const field = useRef<HTMLInputElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const goAhead = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // A button that can no longer be pressed loses the focus to nowhere, and so does a field that is gone.
    const { activeElement } = document;
    if (news === 0 && !moot) return;
    if (activeElement !== goAhead.current && activeElement !== document.body) return;
    if (moot) cancel.current?.focus();
    else field.current?.focus();
  }, [news, moot]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A form within a dialog that a panel drew is, for React, still within the panel's form.
    event.stopPropagation();
    if (opened && fits && !isNew && !pending) onConfirm();
  };
  return (
    <Modal opened={shown} onClose={onCancel} title={title} size={480} zIndex={400}>
      <form noValidate autoComplete="off" onSubmit={submit}>
        <Stack gap="md">
          {children}
          {news > 0 && !moot && (
            // Said anew each time.
            <Text key={news} size="sm" fw={550} role="alert">
              {asksName ? questionsText.changedTypeAgain : questionsText.changed}
            </Text>
          )}
          {asksName && (
            <TextInput
              ref={field}
              label={<TypeTheName name={name} />}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
              data-autofocus
              data-1p-ignore
              data-lpignore="true"
            />
          )}
          {error != null && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {errorMessage(error)}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button
              ref={cancel}
              variant="default"
              onClick={onCancel}
              data-autofocus={(danger && !asksName) || undefined}
            >
              {uiText.cancel}
            </Button>
            <Button
              ref={goAhead}
              type="submit"
              color={danger ? 'red.8' : undefined}
              loading={pending}
              disabled={!fits}
              // Not disabled: that would take the focus away.
              aria-disabled={isNew || undefined}
              data-disabled={isNew || undefined}
              data-autofocus={danger || asksName ? undefined : true}
            >
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/**
 * What is typed while a question stands, empty again once the question is about something else. `news` counts how
 * often that happened since it was asked; `isNew` says whether it happened just now.
 */
function useTypedName(opened: boolean, about: string) {
  const [typed, setTyped] = useState('');
  const [news, setNews] = useState(0);
  const [isNew, setIsNew] = useState(false);
  const [seen, setSeen] = useState({ opened, about });
  // While rendering, not after: what was typed for something else must not go ahead even once.
  if (seen.opened !== opened || seen.about !== about) {
    setSeen({ opened, about });
    if (opened) {
      setTyped('');
      setNews(seen.opened ? news + 1 : 0);
      setIsNew(seen.opened);
    }
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: every news counts anew
  useEffect(() => {
    if (!isNew) return;
    const timer = setTimeout(() => setIsNew(false), TIME_TO_SEE);
    return () => clearTimeout(timer);
  }, [isNew, news]);
  return { typed, setTyped, news, isNew };
}

function TypeTheName({ name }: { name: string }) {
  const words = questionsText.typeTheName(name);
  return (
    <>
      {words.before}
      <strong className={classes.name}>{words.name}</strong>
      {words.after}
    </>
  );
}

/** A name as a page shows it: runs of spaces as one, none at the ends. */
function asSeen(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
