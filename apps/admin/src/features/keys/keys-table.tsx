import { ENVIRONMENTS } from '@ibyok/mode-resolution';
import { ActionIcon, Button, Text, TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import type { Key } from '../../shared/api/types.js';
import { SearchIcon, SettingsIcon } from '../../shared/icons.js';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import { providerName } from '../../shared/providers/provider-name.js';
import { TimeAgo } from '../../shared/time/time-ago.js';
import table from '../../shared/ui/data-table.module.css';
import { DateBadge } from './date-badge.js';
import { matchesFilter } from './key-name.js';
import classes from './keys-table.module.css';
import { ModeCell } from './mode-cell.js';

/** With more keys than this, a filter is worth its place. */
const FILTER_FROM = 8;
/** Rows drawn at once; thousands of keys stay quick to scroll and to change. */
const ROWS_STEP = 100;

interface KeysTableProps {
  readonly keys: readonly Key[];
  readonly rules: ModeRules;
  readonly onOpenSettings: (key: Key) => void;
}

/** Every key with its effective mode in every environment. */
export function KeysTable({ keys, rules, onOpenSettings }: KeysTableProps) {
  const [filter, setFilter] = useState('');
  const [rows, setRows] = useState(ROWS_STEP);
  const sought = useDeferredValue(filter.trim());
  const found = sought === '' ? keys : keys.filter((key) => matchesFilter(key, sought));
  return (
    <section aria-label="Keys">
      {keys.length > FILTER_FROM && (
        <div className={classes.tools}>
          <TextInput
            type="search"
            className={classes.filter}
            aria-label="Filter keys"
            placeholder="Filter by name, provider or last four"
            leftSection={<SearchIcon />}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
          />
          <Text size="sm" c="dimmed" role="status">
            {sought === ''
              ? `${count(keys.length)} keys`
              : `${count(found.length)} of ${count(keys.length)} keys`}
          </Text>
        </div>
      )}
      <div className={table.frame}>
        <table className={`${table.table} ${classes.keys}`}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col" className={classes.provider}>
                Provider
              </th>
              {ENVIRONMENTS.map((environment) => (
                <th scope="col" key={environment}>
                  {ENVIRONMENT_WORD[environment]}
                </th>
              ))}
              <th scope="col">Last fetched</th>
              <th scope="col" aria-label="Settings" />
            </tr>
          </thead>
          <tbody>
            {found.slice(0, rows).map((key) => (
              <KeyRow key={key.id} apiKey={key} rules={rules} onOpenSettings={onOpenSettings} />
            ))}
          </tbody>
        </table>
        {found.length === 0 && (
          <Text size="sm" c="dimmed" p="lg" ta="center">
            No key matches “{sought}”.
          </Text>
        )}
      </div>
      {found.length > rows && (
        <Button variant="default" mt="md" onClick={() => setRows(rows + ROWS_STEP)}>
          Show {Math.min(ROWS_STEP, found.length - rows)} more of {count(found.length)}
        </Button>
      )}
    </section>
  );
}

function count(keys: number): string {
  return keys.toLocaleString('en');
}

interface KeyRowProps {
  readonly apiKey: Key;
  readonly rules: ModeRules;
  readonly onOpenSettings: (key: Key) => void;
}

function KeyRow({ apiKey, rules, onOpenSettings }: KeyRowProps) {
  const provider = providerName(apiKey.llmType);
  return (
    <tr>
      <td className={classes.name}>
        <div className={table.name} title={apiKey.name}>
          {apiKey.name}
        </div>
        <div className={`${table.sub} ${table.mono} ${classes.ids}`}>
          {apiKey.last4 !== '' && <span className={classes.last4}>··{apiKey.last4}</span>}
          <span className={classes.slug} title={apiKey.slug}>
            {apiKey.slug}
          </span>
        </div>
        <div className={`${table.sub} ${classes.providerBelow}`}>{provider}</div>
        <DateBadge dates={apiKey} />
      </td>
      <td className={classes.provider}>{provider}</td>
      {ENVIRONMENTS.map((environment) => (
        <td key={environment} data-label={ENVIRONMENT_WORD[environment]}>
          <ModeCell apiKey={apiKey} rules={rules} environment={environment} />
        </td>
      ))}
      <td className={classes.fetched}>
        {apiKey.lastUsedAt === null ? (
          <span className={table.dim}>never</span>
        ) : (
          <TimeAgo at={apiKey.lastUsedAt} />
        )}
      </td>
      <td className={`${table.actions} ${classes.settings}`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={`Settings for ${apiKey.name}`}
          onClick={() => onOpenSettings(apiKey)}
        >
          <SettingsIcon />
        </ActionIcon>
      </td>
    </tr>
  );
}
