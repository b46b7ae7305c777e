import { TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { typesDay } from './types-day.js';

interface DayFieldProps {
  readonly label: string;
  readonly className: string | undefined;
  /** A day, `2026-11-24`. */
  readonly value: string;
  readonly min: string;
  readonly max: string;
  readonly onChange: (day: string) => void;
}

/**
 * A day that counts once it is whole: while it is typed it passes through others, such as the year 2 on the way to
 * 2026. What is typed counts with Enter or once the field is left, what the browser's calendar sets at once.
 */
export function DayField({ label, className, value, min, max, onChange }: DayFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const isTyping = useRef(false);
  const commit = (day: string | null): void => {
    isTyping.current = false;
    setDraft(null);
    if (day && day !== value) onChange(day);
  };
  return (
    <TextInput
      type="date"
      label={label}
      className={className}
      min={min}
      max={max}
      value={draft ?? value}
      onKeyDown={(press) => {
        if (press.key === 'Enter') commit(draft);
        else if (typesDay(press)) isTyping.current = true;
      }}
      onChange={({ currentTarget: { value: day } }) => (isTyping.current ? setDraft(day) : commit(day))}
      onBlur={() => commit(draft)}
    />
  );
}
