import type { Dotenv } from '@ibyok/providers';
import { Button, FileButton, Group, Stack, Textarea } from '@mantine/core';
import { type ClipboardEvent, type DragEvent, type FormEvent, useEffect, useRef, useState } from 'react';
import { importText } from '../../text/import.js';
import classes from './paste-form.module.css';
import { type Reading, readFile, readText } from './read-text.js';

interface PasteFormProps {
  readonly onRead: (dotenv: Dotenv) => void;
  readonly onCancel: () => void;
}

const { paste } = importText;

/** Where the file's content goes in. What is pasted or dropped goes on at once and is never drawn. */
export function PasteForm({ onRead, onCancel }: PasteFormProps) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const resetFile = useRef<() => void>(null);
  const leaving = useRef(new AbortController());
  useEffect(() => {
    leaving.current = new AbortController();
    return () => leaving.current.abort();
  }, []);

  const take = (reading: Reading) => {
    if ('problem' in reading) return setProblem(reading.problem);
    setText('');
    onRead(reading.dotenv);
  };
  /** A file may be read to its end when the form is gone: its values go nowhere then. */
  const takeFile = async (file: File) => {
    const { signal } = leaving.current;
    const reading = await readFile(file);
    if (!signal.aborted) take(reading);
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain');
    // One line may be the first of several that somebody puts together here.
    if (text !== '' || !/\n./.test(pasted.trim())) return;
    event.preventDefault();
    take(readText(pasted));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) void takeFile(file);
    else take(readText(event.dataTransfer.getData('text/plain')));
  };
  const choose = (file: File) => {
    // The same file may be chosen again once it is changed.
    resetFile.current?.();
    void takeFile(file);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    take(readText(text));
  };
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={onSubmit}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Stack>
        <Textarea
          label={paste.label}
          description={paste.description}
          placeholder={paste.placeholder}
          classNames={{ input: classes.masked }}
          data-over={over || undefined}
          rows={8}
          data-autofocus
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          data-1p-ignore
          data-lpignore="true"
          data-bwignore
          value={text}
          error={problem}
          onPaste={onPaste}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <Group justify="space-between">
          <FileButton resetRef={resetFile} onChange={(file) => file && choose(file)}>
            {(props) => (
              <Button {...props} variant="default">
                {paste.chooseFile}
              </Button>
            )}
          </FileButton>
          <Group gap="xs">
            <Button variant="default" onClick={onCancel}>
              {paste.cancel}
            </Button>
            <Button type="submit">{paste.read}</Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
