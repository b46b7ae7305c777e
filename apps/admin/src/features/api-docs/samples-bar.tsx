import { NativeSelect, SegmentedControl, Text } from '@mantine/core';
import type { Key } from '../../shared/api/types.js';
import segments from '../../shared/ui/segments.module.css';
import { apiDocsText } from '../../text/api-docs.js';
import classes from './docs.module.css';
import { LANGUAGES, type Language } from './samples.js';

interface SamplesBarProps {
  readonly keys: readonly Key[];
  readonly keyId: string;
  readonly language: Language;
  readonly onKey: (id: string) => void;
  readonly onLanguage: (language: Language) => void;
}

/** Chooses the language and the key of every sample. */
export function SamplesBar({ keys, keyId, language, onKey, onLanguage }: SamplesBarProps) {
  return (
    <div className={classes.bar}>
      <SegmentedControl
        aria-label={apiDocsText.language}
        size="sm"
        classNames={{ input: segments.input }}
        value={language}
        onChange={(chosen) => onLanguage(chosen)}
        data={LANGUAGES.map((value) => ({ value, label: apiDocsText.languages[value] }))}
      />
      {keys.length > 0 ? (
        <NativeSelect
          aria-label={apiDocsText.key}
          className={classes.key}
          size="sm"
          value={keyId}
          data={keys.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => onKey(event.currentTarget.value)}
        />
      ) : (
        <Text size="sm" c="dimmed">
          {apiDocsText.noKey}
        </Text>
      )}
    </div>
  );
}
