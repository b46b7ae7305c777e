import { ENVIRONMENTS } from '@ibyok/mode-resolution';
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { Key, Token } from '../../shared/api/types.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import { TimeAgo, useNow } from '../../shared/time/time-ago.js';
import { Confirm } from '../../shared/ui/confirm.js';
import table from '../../shared/ui/data-table.module.css';
import { focusContent } from '../../shared/ui/focus-content.js';
import { notifyDone } from '../../shared/ui/notify.js';
import { rangesInShort } from './address-ranges.js';
import { useRevokeToken } from './api/revoke-token.js';
import classes from './tokens-table.module.css';

interface TokensTableProps {
  readonly tokens: readonly Token[];
  readonly keys: readonly Key[];
  readonly canManage: boolean;
}

/** Every access token: what it may do, where, until when, and when it was last used. */
export function TokensTable({ tokens, keys, canManage }: TokensTableProps) {
  const [asked, setAsked] = useState<Token | null>(null);
  const [asking, setAsking] = useState(false);
  const revoke = useRevokeToken();
  return (
    <section aria-label="Tokens">
      <div className={table.frame}>
        <table className={`${table.table} ${table.compact} ${classes.tokens}`}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Scopes</th>
              <th scope="col">Environments</th>
              <th scope="col">Created</th>
              <th scope="col">Expires</th>
              <th scope="col">Last used</th>
              <th scope="col" aria-label="Actions" />
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <TokenRow
                key={token.id}
                token={token}
                keys={keys}
                onRevoke={
                  canManage
                    ? () => {
                        revoke.reset();
                        setAsked(token);
                        setAsking(true);
                      }
                    : null
                }
              />
            ))}
          </tbody>
        </table>
      </div>
      {asked && (
        <Confirm
          opened={asking}
          title={`Revoke ${asked.name}?`}
          action="Revoke"
          danger
          pending={revoke.isPending}
          error={revoke.error}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            // Not a callback of mutate: with the last token, this table goes, and mutate's callbacks too.
            revoke.mutateAsync(asked.id).then(
              () => {
                setAsking(false);
                notifyDone(`${asked.name} is revoked.`);
                focusContent();
              },
              () => {},
            );
          }}
        >
          <Text size="sm">
            Its very next request is refused, and it can’t be brought back.{' '}
            {asked.lastUsedAt === null ? (
              'It was never used.'
            ) : (
              <>
                It was last used <TimeAgo at={asked.lastUsedAt} />.
              </>
            )}
          </Text>
        </Confirm>
      )}
    </section>
  );
}

interface TokenRowProps {
  readonly token: Token;
  readonly keys: readonly Key[];
  readonly onRevoke: (() => void) | null;
}

function TokenRow({ token, keys, onRevoke }: TokenRowProps) {
  const expired = Date.parse(token.expiresAt) <= useNow();
  return (
    <tr>
      <td className={classes.name}>
        <div className={table.name} title={token.name}>
          {token.name}
        </div>
        <div className={table.sub}>
          <span className={table.mono}>··{token.last4}</span>
          {token.suspended && <span className={classes.expired}>suspended</span>}
          {token.keyIds !== null && <span>only {keyNames(token.keyIds, keys)}</span>}
          {token.addressRanges !== null && (
            <span title={token.addressRanges.join(', ')}>only from {rangesInShort(token.addressRanges)}</span>
          )}
        </div>
      </td>
      <td data-label="Scopes">
        {token.scopes.map((scope) => (
          <code key={scope} className={classes.scope}>
            {scope}
          </code>
        ))}
      </td>
      <td data-label="Environments">
        {ENVIRONMENTS.filter((environment) => token.environments.includes(environment)).map((environment) => (
          <span key={environment} className={classes.environment}>
            {ENVIRONMENT_WORD[environment]}
          </span>
        ))}
      </td>
      <td data-label="Created" className={table.dim}>
        <TimeAgo at={token.createdAt} />
      </td>
      <td data-label="Expires" className={expired ? classes.expired : table.dim}>
        {expired && 'Expired '}
        <TimeAgo at={token.expiresAt} />
      </td>
      <td data-label="Last used">
        {token.lastUsedAt === null ? (
          <span className={table.dim}>never</span>
        ) : (
          <TimeAgo at={token.lastUsedAt} />
        )}
      </td>
      <td className={table.actions}>
        {onRevoke && (
          <Button
            variant="subtle"
            color="red"
            c="var(--mantine-color-error)"
            size="compact-sm"
            aria-label={`Revoke ${token.name}`}
            onClick={onRevoke}
          >
            Revoke
          </Button>
        )}
      </td>
    </tr>
  );
}

/** The names of up to two keys, then a count; a key that is deleted counts without a name. */
function keyNames(ids: readonly string[], keys: readonly Key[]): string {
  const names = ids.flatMap((id) => keys.find((key) => key.id === id)?.name ?? []);
  const shown = names.slice(0, 2);
  const more = ids.length - shown.length;
  if (shown.length === 0) return more === 1 ? '1 key' : `${more} keys`;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}
