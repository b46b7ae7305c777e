import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { invitationsQuery } from '../../features/members/api/invitations.js';
import { membersQuery } from '../../features/members/api/members.js';
import { InvitationsTable } from '../../features/members/invitations-table.js';
import { InvitePanel } from '../../features/members/invite-panel.js';
import { MEMBERS_PANELS, readMembersSearch } from '../../features/members/members-search.js';
import { MembersTable } from '../../features/members/members-table.js';
import { PlusIcon } from '../../shared/icons.js';
import { usePanelLink } from '../../shared/panel-link.js';
import { useSession } from '../../shared/queries/session.js';
import { may } from '../../shared/roles.js';
import table from '../../shared/ui/data-table.module.css';
import { PageHeader } from '../../shared/ui/page-header.js';
import { ErrorState, RowsSkeleton } from '../../shared/ui/states.js';
import { membersText } from '../../text/members.js';

/** The people of the workspace, and whom they invited; its address says whether the panel is open. */
export function MembersPage() {
  const role = useSession()?.role ?? 'viewer';
  const canManage = may(role, 'manage_members');
  const members = useQuery(membersQuery);
  const invitations = useQuery({ ...invitationsQuery, enabled: canManage });
  const { asked, open, close } = usePanelLink(readMembersSearch, MEMBERS_PANELS);
  return (
    <>
      <PageHeader
        title={membersText.title}
        actions={
          canManage && (
            <Button leftSection={<PlusIcon />} onClick={() => open({ panel: 'invite' })}>
              {membersText.invite}
            </Button>
          )
        }
      >
        {canManage ? membersText.introForManagers : membersText.intro}
      </PageHeader>
      {members.data ? (
        <MembersTable members={members.data} role={role} canManage={canManage} />
      ) : members.isError ? (
        <ErrorState
          title={membersText.failed}
          error={members.error}
          retrying={members.isFetching}
          onRetry={() => void members.refetch()}
        />
      ) : (
        <div className={table.frame}>
          <RowsSkeleton label={membersText.loading} />
        </div>
      )}
      {invitations.isError && !invitations.data && (
        <ErrorState
          title={membersText.invitationsFailed}
          error={invitations.error}
          retrying={invitations.isFetching}
          onRetry={() => void invitations.refetch()}
        />
      )}
      {canManage && <InvitationsTable invitations={invitations.data ?? []} />}
      {canManage && <InvitePanel opened={asked.panel === 'invite'} role={role} onClose={close} />}
    </>
  );
}
