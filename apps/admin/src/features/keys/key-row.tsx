import { ENVIRONMENTS } from '@ibyok/mode-resolution';
import { ActionIcon } from '@mantine/core';
import { memo } from 'react';
import type { Key } from '../../shared/api/types.js';
import { MoreIcon, SettingsIcon } from '../../shared/icons.js';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import { providerName } from '../../shared/providers/provider-name.js';
import { exactTime, timeSince } from '../../shared/time/relative-time.js';
import table from '../../shared/ui/data-table.module.css';
import { keysText } from '../../text/keys.js';
import { DateBadge } from './date-badge.js';
import classes from './keys-table.module.css';
import { ModeCell } from './mode-cell.js';
import type { RowActions } from './row-actions.js';

const words = keysText.table;

interface KeyRowProps {
  readonly apiKey: Key;
  readonly rules: ModeRules;
  /** Its place among the rows that are found, from 0. */
  readonly index: number;
  /** Null where rows cannot be selected. */
  readonly isSelected: boolean | null;
  readonly now: number;
  readonly actions: RowActions;
  readonly measure: (row: HTMLElement | null) => void;
}

/** One key with its modes. It is drawn again only when something of it changes. */
export const KeyRow = memo(function KeyRow(props: KeyRowProps) {
  const { apiKey, rules, index, isSelected, now, actions, measure } = props;
  const { name, lastUsedAt } = apiKey;
  const provider = providerName(apiKey.llmType);
  return (
    <tr
      ref={measure}
      data-index={index}
      // The header is the first.
      aria-rowindex={index + 2}
      data-selected={isSelected || undefined}
      onFocus={() => actions.keep(index)}
      onKeyDown={(event) => actions.step(event, index)}
    >
      {isSelected !== null && (
        <td className={classes.select}>
          <input
            type="checkbox"
            className={classes.check}
            aria-label={words.select(name)}
            data-column="select"
            checked={isSelected}
            onChange={(event) => actions.select(apiKey, (event.nativeEvent as MouseEvent).shiftKey)}
          />
        </td>
      )}
      <td className={classes.name}>
        <div className={table.name} title={name}>
          {name}
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
        <td key={environment} className={classes.mode} data-label={ENVIRONMENT_WORD[environment]}>
          <ModeCell apiKey={apiKey} rules={rules} environment={environment} actions={actions} />
        </td>
      ))}
      <td className={classes.fetched} data-fetched={words.fetched}>
        {lastUsedAt === null ? (
          <span className={table.dim}>{words.never}</span>
        ) : (
          <time dateTime={lastUsedAt} {...actions.hinted(() => exactTime(Date.parse(lastUsedAt)))}>
            {timeSince(Date.parse(lastUsedAt), now)}
          </time>
        )}
      </td>
      <td className={`${table.actions} ${classes.actions}`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={words.settings(name)}
          data-column="settings"
          onClick={() => actions.openSettings(apiKey)}
        >
          <SettingsIcon />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={words.more(name)}
          aria-haspopup="menu"
          data-column="more"
          onClick={(event) => actions.openMenu(apiKey, event.currentTarget)}
        >
          <MoreIcon />
        </ActionIcon>
      </td>
    </tr>
  );
});
