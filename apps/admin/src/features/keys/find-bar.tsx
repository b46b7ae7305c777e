import { ENVIRONMENTS, type Environment, MODES, type Mode } from '@ibyok/mode-resolution';
import { Button, NativeSelect, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Key } from '../../shared/api/types.js';
import { ENVIRONMENT_WORD, MODE_WORD } from '../../shared/modes/words.js';
import { providerName } from '../../shared/providers/provider-name.js';
import { keysText } from '../../text/keys.js';
import classes from './find-bar.module.css';
import { type Find, isNarrowed, SORTS, type Sort } from './keys-search.js';
import { SearchInput } from './search-input.js';

const words = keysText.find;

interface FindBarProps {
  readonly keys: readonly Key[];
  readonly found: number;
  /** Whether `keys` are all there are; else nothing is counted. */
  readonly isComplete: boolean;
  readonly find: Find;
  readonly onFind: (find: Find) => void;
}

/** Search, filters and order of the table, and how many keys they leave. */
export function FindBar({ keys, found, isComplete, find, onFind }: FindBarProps) {
  const providers = useMemo(() => providersOf(keys), [keys]);
  const change = (part: Partial<Record<keyof Find, unknown>>) =>
    onFind(
      Object.fromEntries(
        Object.entries({ ...find, ...part }).filter(([, value]) => value !== undefined && value !== ''),
      ),
    );
  const narrowed = isNarrowed(find);
  return (
    <div className={classes.tools}>
      <SearchInput value={find.q ?? ''} onSearch={(q) => change({ q })} />
      <NativeSelect
        className={classes.select}
        aria-label={words.provider}
        data-on={find.provider !== undefined || undefined}
        value={find.provider ?? ''}
        onChange={(event) => change({ provider: event.currentTarget.value })}
        data={[
          { value: '', label: words.anyProvider },
          ...(find.provider !== undefined && !providers.some(({ value }) => value === find.provider)
            ? [{ value: find.provider, label: providerName(find.provider) }]
            : []),
          ...providers,
        ]}
      />
      <NativeSelect
        className={classes.select}
        aria-label={words.mode}
        data-on={find.mode !== undefined || undefined}
        value={find.mode ? `${find.mode} ${find.env ?? ''}`.trim() : ''}
        onChange={(event) => {
          const [mode, env] = event.currentTarget.value.split(' ') as [Mode | '', Environment?];
          change({ mode, env });
        }}
        data={MODE_CHOICES}
      />
      <NativeSelect
        className={classes.select}
        aria-label={words.fetched}
        data-on={find.unused !== undefined || undefined}
        value={String(find.unused ?? '')}
        onChange={({ currentTarget: { value } }) => change({ unused: value === '30' ? 30 : value })}
        data={[
          { value: '', label: words.anyTime },
          { value: '30', label: words.unused },
          { value: 'never', label: words.never },
        ]}
      />
      <NativeSelect
        className={classes.select}
        aria-label={words.sort}
        value={find.sort ?? ''}
        onChange={(event) => change({ sort: event.currentTarget.value as Sort | '' })}
        data={[
          { value: '', label: words.sorts.newest },
          ...SORTS.map((sort) => ({ value: sort, label: words.sorts[sort] })),
        ]}
      />
      <Text size="sm" c="dimmed" role="status" className={classes.count}>
        {!isComplete
          ? keysText.arriving(keys.length)
          : narrowed
            ? words.found(found, keys.length)
            : words.all(keys.length)}
      </Text>
      {narrowed && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => onFind(find.sort === undefined ? {} : { sort: find.sort })}
        >
          {words.clear}
        </Button>
      )}
    </div>
  );
}

const MODE_CHOICES = [
  { value: '', label: words.anyMode },
  ...MODES.flatMap((mode) => [
    ...ENVIRONMENTS.map((environment) => ({
      value: `${mode} ${environment}`,
      label: words.modeIn(MODE_WORD[mode], ENVIRONMENT_WORD[environment]),
    })),
    { value: mode, label: words.modeAnywhere(MODE_WORD[mode]) },
  ]),
];

/** The providers that have a key here, by name. */
function providersOf(keys: readonly Key[]): readonly { readonly value: string; readonly label: string }[] {
  return [...new Set(keys.map(({ llmType }) => llmType))]
    .map((llmType) => ({ value: llmType, label: providerName(llmType) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}
