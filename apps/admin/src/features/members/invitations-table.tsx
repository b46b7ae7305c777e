import { Button, Title, VisuallyHidden } from '@mantine/core';
import { errorMessage } from '../../shared/api/problem.js';
import type { Invitation } from '../../shared/api/types.js';
import { TimeAgo } from '../../shared/time/time-ago.js';
import table from '../../shared/ui/data-table.module.css';
import { focusContent } from '../../shared/ui/focus-content.js';
import { notifyDone, notifyFailed } from '../../shared/ui/notify.js';
import { membersText } from '../../text/members.js';
import { rolesText } from '../../text/roles.js';
import { useWithdrawInvitation } from './api/invitations.js';

/** Invitations that nobody has accepted yet. */
export function InvitationsTable({ invitations }: { invitations: readonly Invitation[] }) {
  const withdraw = useWithdrawInvitation();
  if (invitations.length === 0) return null;
  return (
    <section aria-labelledby="open-invitations">
      <Title order={2} size="h4" id="open-invitations" mt="xl" mb="xs">
        {membersText.openInvitations}
      </Title>
      <div className={table.frame}>
        <table className={`${table.table} ${table.compact}`}>
          <thead>
            <tr>
              <th scope="col">{membersText.columns.email}</th>
              <th scope="col">{membersText.columns.role}</th>
              <th scope="col">{membersText.columns.invitedBy}</th>
              <th scope="col">{membersText.columns.expires}</th>
              <th scope="col">
                <VisuallyHidden>{membersText.columns.actions}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {invitations.map(({ id, email, role, invitedBy, expiresAt }) => (
              <tr key={id}>
                <td>
                  <div className={table.name} title={email}>
                    {email}
                  </div>
                </td>
                <td data-label={membersText.columns.role}>{rolesText.names[role]}</td>
                <td data-label={membersText.columns.invitedBy} className={table.dim}>
                  {invitedBy}
                </td>
                <td data-label={membersText.columns.expires} className={table.dim}>
                  <TimeAgo at={expiresAt} />
                </td>
                <td className={table.actions}>
                  <Button
                    variant="subtle"
                    color="red"
                    c="var(--mantine-color-error)"
                    size="compact-sm"
                    aria-label={membersText.withdrawOne(email)}
                    loading={withdraw.isPending && withdraw.variables === id}
                    onClick={() =>
                      withdraw.mutateAsync(id).then(
                        () => {
                          notifyDone(membersText.withdrawn(email));
                          focusContent();
                        },
                        (error: unknown) => notifyFailed(errorMessage(error)),
                      )
                    }
                  >
                    {membersText.withdraw}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
