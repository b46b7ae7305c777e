import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { questionsText } from '../../text/questions.js';
import { uiText } from '../../text/ui.js';
import { errorMessage } from '../api/problem.js';
import type { ConfirmProps } from './confirm.js';
import classes from './confirm.module.css';

/** The window in which a question is asked, see Confirm. */
export function Question(props: ConfirmProps) {
  const {
    opened,
    title,
    children,
    action,
    danger = false,
    name,
    pending,
    error,
    onConfirm,
    onCancel,
  } = props;
  // One render later than asked for, so that Mantine sees where the focus was and gives it back.
  const [shown, setShown] = useState(false);
  const [typed, setTyped] = useState('');
  useEffect(() => {
    setShown(opened);
    if (opened) setTyped('');
  }, [opened]);
  const asksName = name != null;
  const fits = !asksName || asSeen(typed) === asSeen(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A form within a dialog that a panel drew is, for React, still within the panel's form.
    event.stopPropagation();
    if (opened && fits && !pending) onConfirm();
  };
  return (
    <Modal opened={shown} onClose={onCancel} title={title} size={480} zIndex={400}>
      <form noValidate autoComplete="off" onSubmit={submit}>
        <Stack gap="md">
          {children}
          {asksName && (
            <TextInput
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
            <Button variant="default" onClick={onCancel} data-autofocus={(danger && !asksName) || undefined}>
              {uiText.cancel}
            </Button>
            <Button
              type="submit"
              color={danger ? 'red.8' : undefined}
              loading={pending}
              disabled={!fits}
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
