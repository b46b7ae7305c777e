import { TextInput } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { SearchIcon } from '../../shared/icons.js';
import { keysText } from '../../text/keys.js';
import classes from './find-bar.module.css';

/** How long typing has to pause before the table follows, in milliseconds. */
const PAUSE_MS = 150;

interface SearchInputProps {
  /** What is sought, by the page's address. */
  readonly value: string;
  readonly onSearch: (q: string) => void;
}

/** What is typed is shown at once and sought in the next pause, so that typing never waits for the table. */
export function SearchInput({ value, onSearch }: SearchInputProps) {
  const [typed, setTyped] = useState(value);
  const sought = useRef(value);
  const timer = useRef<number | undefined>(undefined);
  // Another address: a filter was cleared, a link opened, Back pressed.
  useEffect(() => {
    if (value === sought.current) return;
    sought.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const search = useEffectEvent((q: string) => {
    window.clearTimeout(timer.current);
    if (q === sought.current) return;
    sought.current = q;
    onSearch(q);
  });
  const type = (next: string) => {
    setTyped(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => search(next.trim()), PAUSE_MS);
  };
  return (
    <TextInput
      type="search"
      className={classes.search}
      aria-label={keysText.find.search}
      placeholder={keysText.find.placeholder}
      leftSection={<SearchIcon />}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => search(typed.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') search(typed.trim());
      }}
    />
  );
}
