import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { errorMessage } from '../../shared/api/problem.js';
import { TimeAgo } from '../../shared/time/time-ago.js';
import table from '../../shared/ui/data-table.module.css';
import { ownAccountText } from '../../text/own-account.js';
import { ownSessionsQuery } from './api/sessions.js';

/** Where the account is signed in. */
export function OwnSessions() {
  const sessions = useQuery(ownSessionsQuery);
  if (sessions.isError) return <Text size="sm">{errorMessage(sessions.error)}</Text>;
  if (!sessions.data) return <Skeleton height={72} />;
  return (
    <div className={table.frame}>
      <table className={`${table.table} ${table.compact}`} aria-label={ownAccountText.sessions.title}>
        <thead>
          <tr>
            <th scope="col">{ownAccountText.sessions.columns.browser}</th>
            <th scope="col">{ownAccountText.sessions.columns.address}</th>
            <th scope="col">{ownAccountText.sessions.columns.signedIn}</th>
            <th scope="col">{ownAccountText.sessions.columns.ends}</th>
          </tr>
        </thead>
        <tbody>
          {sessions.data.map(({ id, userAgent, ip, createdAt, expiresAt, isThis }) => (
            <tr key={id}>
              <td>
                <div className={table.name} title={userAgent ?? undefined}>
                  {browserWord(userAgent)}
                </div>
                {isThis && <div className={table.sub}>{ownAccountText.sessions.thisOne}</div>}
              </td>
              <td data-label={ownAccountText.sessions.columns.address}>{ip}</td>
              <td data-label={ownAccountText.sessions.columns.signedIn} className={table.dim}>
                <TimeAgo at={createdAt} />
              </td>
              <td data-label={ownAccountText.sessions.columns.ends} className={table.dim}>
                <TimeAgo at={expiresAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The browser's name where it is one of the common ones; the whole text is in the title. */
function browserWord(userAgent: string | null): string {
  const known = /(Edg|Firefox|Chrome|Safari)\//.exec(userAgent ?? '')?.[1];
  const { edge, unknownBrowser } = ownAccountText.sessions;
  return known === 'Edg' ? edge : (known ?? userAgent?.split(' ')[0] ?? unknownBrowser);
}
