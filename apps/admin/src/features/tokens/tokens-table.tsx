import { ENVIRONMENTS } from '@ibyok/mode-resolution';
import { Button, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Key, Token } from '../../shared/api/types.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import { TimeAgo, useNow } from '../../shared/time/time-ago.js';
import { Confirm } from '../../shared/ui/confirm.js';
import table from '../../shared/ui/data-table.module.css';
import { focusContent } from '../../shared/ui/focus-content.js';
import { notifyDone } from '../../shared/ui/notify.js';
import { tokensText } from '../../text/tokens.js';
import { rangesInShort } from './address-ranges.js';
import { useRevokeToken } from './api/revoke-token.js';
import classes from './tokens-table.module.css';

const text = tokensText.table;

interface TokensTableProps {
  readonly tokens: readonly Token[];
  readonly keys: readonly Key[];
  readonly canManage: boolean;
  /** The id of the token that the reader came for. */
  readonly shown?: string | undefined;
}

/** Every access token: what it may do, where, until when, and when it was last used. */
export function TokensTable({ tokens, keys, canManage, shown }: TokensTableProps) {
  const [asked, setAsked] = useState<Token | null>(null);
  const [asking, setAsking] = useState(false);
  const revoke = useRevokeToken();
  return (
    <section aria-label={text.label}>
      <div className={table.frame}>
        <table className={`${table.table} ${table.compact} ${classes.tokens}`}>
          <thead>
            <tr>
              <th scope="col">{text.name}</th>
              <th scope="col">{text.scopes}</th>
              <th scope="col">{text.environments}</th>
              <th scope="col">{text.created}</th>
              <th scope="col">{text.expires}</th>
              <th scope="col">{text.lastUsed}</th>
              <th scope="col">
                <VisuallyHidden>{text.actions}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <TokenRow
                key={token.id}
                token={token}
                isShown={token.id === shown}
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
          title={tokensText.revoke.question(asked.name)}
          action={tokensText.revoke.action}
          danger
          pending={revoke.isPending}
          error={revoke.error}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            // Not a callback of mutate: with the last token, this table goes, and mutate's callbacks too.
            revoke.mutateAsync(asked.id).then(
              () => {
                setAsking(false);
                notifyDone(tokensText.revoke.done(asked.name));
                focusContent();
              },
              () => {},
            );
          }}
        >
          <Text size="sm">
            {tokensText.revoke.effect}{' '}
            {asked.lastUsedAt === null ? (
              tokensText.revoke.neverUsed
            ) : (
              <>
                {tokensText.revoke.lastUsed} <TimeAgo at={asked.lastUsedAt} />.
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
  readonly isShown: boolean;
  readonly keys: readonly Key[];
  readonly onRevoke: (() => void) | null;
}

function TokenRow({ token, isShown, keys, onRevoke }: TokenRowProps) {
  const expired = Date.parse(token.expiresAt) <= useNow();
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isShown) row.current?.scrollIntoView({ block: 'center' });
  }, [isShown]);
  return (
    <tr ref={row} data-shown={isShown || undefined}>
      <td className={classes.name}>
        <div className={table.name} title={token.name}>
          {token.name}
        </div>
        <div className={table.sub}>
          <span className={table.mono}>··{token.last4}</span>
          {token.suspended && <span className={classes.expired}>{text.suspended}</span>}
          {token.keyIds !== null && <span>{text.onlyKeys(keyNames(token.keyIds, keys))}</span>}
          {token.addressRanges !== null && (
            <span title={token.addressRanges.join(', ')}>
              {text.onlyFrom(rangesInShort(token.addressRanges))}
            </span>
          )}
        </div>
      </td>
      <td data-label={text.scopes}>
        {token.scopes.map((scope) => (
          <code key={scope} className={classes.scope}>
            {scope}
          </code>
        ))}
      </td>
      <td data-label={text.environments}>
        {ENVIRONMENTS.filter((environment) => token.environments.includes(environment)).map((environment) => (
          <span key={environment} className={classes.environment}>
            {ENVIRONMENT_WORD[environment]}
          </span>
        ))}
      </td>
      <td data-label={text.created} className={table.dim}>
        <TimeAgo at={token.createdAt} />
      </td>
      <td data-label={text.expires} className={expired ? classes.expired : table.dim}>
        {expired && `${text.expired} `}
        <TimeAgo at={token.expiresAt} />
      </td>
      <td data-label={text.lastUsed}>
        {token.lastUsedAt === null ? (
          <span className={table.dim}>{text.never}</span>
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
            aria-label={tokensText.revoke.one(token.name)}
            onClick={onRevoke}
          >
            {tokensText.revoke.action}
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
  if (shown.length === 0) return text.keys(more);
  return more === 0 ? shown.join(', ') : text.andMore(shown.join(', '), more);
}
