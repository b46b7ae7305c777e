import { Button, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { errorMessage } from '../../shared/api/problem.js';
import type { Member, Role } from '../../shared/api/types.js';
import { rolesBelow } from '../../shared/roles.js';
import { TimeAgo } from '../../shared/time/time-ago.js';
import { Confirm } from '../../shared/ui/confirm.js';
import table from '../../shared/ui/data-table.module.css';
import { focusContent } from '../../shared/ui/focus-content.js';
import { notifyDone, notifyFailed } from '../../shared/ui/notify.js';
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
    <section aria-label="Members">
      <div className={table.frame}>
        <table className={`${table.table} ${table.compact}`}>
          <thead>
            <tr>
              <th scope="col">Email</th>
              <th scope="col">Role</th>
              <th scope="col">Joined</th>
              <th scope="col" aria-label="Actions" />
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <tr key={member.id}>
                <td>
                  <div className={table.name} title={member.email}>
                    {member.email}
                  </div>
                  {member.isYou && <div className={table.sub}>you</div>}
                </td>
                <td data-label="Role">
                  {mayChange(member) ? (
                    <NativeSelect
                      size="xs"
                      w={110}
                      aria-label={`Role of ${member.email}`}
                      data={[...roles]}
                      value={member.role}
                      disabled={change.isPending}
                      onChange={({ currentTarget: { value } }) =>
                        change.mutate(
                          { id: member.id, role: value as Role },
                          {
                            onSuccess: () =>
                              notifyDone(`${member.email} is ${value} now, and has to sign in again.`),
                            onError: (error) => notifyFailed(errorMessage(error)),
                          },
                        )
                      }
                    />
                  ) : (
                    member.role
                  )}
                </td>
                <td data-label="Joined" className={table.dim}>
                  <TimeAgo at={member.joinedAt} />
                </td>
                <td className={table.actions}>
                  {mayChange(member) && (
                    <Button
                      variant="subtle"
                      color="red"
                      c="var(--mantine-color-error)"
                      size="compact-sm"
                      aria-label={`Remove ${member.email}`}
                      onClick={() => {
                        remove.reset();
                        setAsked(member);
                        setAsking(true);
                      }}
                    >
                      Remove
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
          title={`Remove ${asked.email}?`}
          action="Remove"
          danger
          pending={remove.isPending}
          error={remove.error}
          onCancel={() => setAsking(false)}
          onConfirm={() =>
            remove.mutate(asked.id, {
              onSuccess: () => {
                setAsking(false);
                notifyDone(`${asked.email} is removed.`);
                focusContent();
              },
            })
          }
        >
          <Text size="sm">
            They are signed out at once, and the access tokens they created are revoked: applications that use
            one are refused from their very next request.
          </Text>
        </Confirm>
      )}
    </section>
  );
}
