import { Button, NativeSelect, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { errorMessage } from '../../shared/api/problem.js';
import type { Member, Role } from '../../shared/api/types.js';
import { rolesBelow } from '../../shared/roles.js';
import { TimeAgo } from '../../shared/time/time-ago.js';
import { Confirm } from '../../shared/ui/confirm.js';
import table from '../../shared/ui/data-table.module.css';
import { focusContent } from '../../shared/ui/focus-content.js';
import { notifyDone, notifyFailed } from '../../shared/ui/notify.js';
import { membersText } from '../../text/members.js';
import { rolesText } from '../../text/roles.js';
import { useChangeRole, useRemoveMember } from './api/members.js';

interface MembersTableProps {
  readonly members: readonly Member[];
  /** The role of whoever looks. */
  readonly role: Role;
  readonly canManage: boolean;
}

/** Everybody in the workspace, and what they may do. */
export function MembersTable({ members, role, canManage }: MembersTableProps) {
  const [asked, setAsked] = useState<Member | null>(null);
  const [asking, setAsking] = useState(false);
  const remove = useRemoveMember();
  const change = useChangeRole();
  const roles = rolesBelow(role);
  const mayChange = (member: Member): boolean => canManage && !member.isYou && roles.includes(member.role);
  return (
    <section aria-label={membersText.title}>
      <div className={table.frame}>
        <table className={`${table.table} ${table.compact}`}>
          <thead>
            <tr>
              <th scope="col">{membersText.columns.email}</th>
              <th scope="col">{membersText.columns.role}</th>
              <th scope="col">{membersText.columns.joined}</th>
              <th scope="col">
                <VisuallyHidden>{membersText.columns.actions}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <tr key={member.id}>
                <td>
                  <div className={table.name} title={member.email}>
                    {member.email}
                  </div>
                  {member.isYou && <div className={table.sub}>{membersText.you}</div>}
                </td>
                <td data-label={membersText.columns.role}>
                  {mayChange(member) ? (
                    <NativeSelect
                      size="xs"
                      w={110}
                      aria-label={membersText.roleOf(member.email)}
                      data={roles.map((one) => ({ value: one, label: rolesText.names[one] }))}
                      value={member.role}
                      disabled={change.isPending}
                      onChange={({ currentTarget: { value } }) =>
                        change.mutate(
                          { id: member.id, role: value as Role },
                          {
                            onSuccess: () =>
                              notifyDone(
                                membersText.roleChanged(member.email, rolesText.names[value as Role]),
                              ),
                            onError: (error) => notifyFailed(errorMessage(error)),
                          },
                        )
                      }
                    />
                  ) : (
                    rolesText.names[member.role]
                  )}
                </td>
                <td data-label={membersText.columns.joined} className={table.dim}>
                  <TimeAgo at={member.joinedAt} />
                </td>
                <td className={table.actions}>
                  {mayChange(member) && (
                    <Button
                      variant="subtle"
                      color="red"
                      c="var(--mantine-color-error)"
                      size="compact-sm"
                      aria-label={membersText.removeOne(member.email)}
                      onClick={() => {
                        remove.reset();
                        setAsked(member);
                        setAsking(true);
                      }}
                    >
                      {membersText.remove}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {asked && (
        <Confirm
          opened={asking}
          title={membersText.removeQuestion(asked.email)}
          action={membersText.remove}
          danger
          pending={remove.isPending}
          error={remove.error}
          onCancel={() => setAsking(false)}
          onConfirm={() =>
            remove.mutate(asked.id, {
              onSuccess: () => {
                setAsking(false);
                notifyDone(membersText.removed(asked.email));
                focusContent();
              },
            })
          }
        >
          <Text size="sm">{membersText.removeMeaning}</Text>
        </Confirm>
      )}
    </section>
  );
}
