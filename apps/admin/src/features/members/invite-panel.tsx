import { Alert, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { errorMessage, fieldErrors } from '../../shared/api/problem.js';
import type { CreatedInvitation, Role } from '../../shared/api/types.js';
import { ROLE_WORDS, rolesBelow } from '../../shared/roles.js';
import { CodeBlock } from '../../shared/ui/code-block.js';
import { Panel } from '../../shared/ui/panel.js';
import { useInvite } from './api/invitations.js';

interface InvitePanelProps {
  readonly opened: boolean;
  /** The role of whoever invites. */
  readonly role: Role;
  readonly onClose: () => void;
}

/** The panel in which somebody is invited; it then shows the link, this once. */
export function InvitePanel({ opened, role, onClose }: InvitePanelProps) {
  const [created, setCreated] = useState<CreatedInvitation | null>(null);
  return (
    <Panel
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => setCreated(null)}
      title={created ? `${created.email} is invited` : 'Invite'}
      closeOnClickOutside={created === null}
      closeOnEscape={created === null}
    >
      {created ? (
        <InvitationLink created={created} onDone={onClose} />
      ) : (
        <InviteForm role={role} onCancel={onClose} onCreated={setCreated} />
      )}
    </Panel>
  );
}

interface InviteFormProps {
  readonly role: Role;
  readonly onCancel: () => void;
  readonly onCreated: (created: CreatedInvitation) => void;
}

function InviteForm({ role, onCancel, onCreated }: InviteFormProps) {
  const invite = useInvite();
  const form = useForm({
    initialValues: { email: '', role: 'viewer' as Role },
    validate: { email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : 'Enter an email address') },
  });
  const submit = form.onSubmit((values) =>
    invite.mutate(
      { email: values.email.trim(), role: values.role },
      {
        onSuccess: (created) => {
          invite.reset();
          onCreated(created);
        },
        onError: (error) => form.setErrors(fieldErrors(error, ['email', 'role']) ?? {}),
      },
    ),
  );
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="lg">
        {invite.isError && Object.keys(form.errors).length === 0 && (
          <Alert color="red" role="alert">
            {errorMessage(invite.error)}
          </Alert>
        )}
        <TextInput
          label="Email"
          type="email"
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('email')}
        />
        <Radio.Group label="Role" {...form.getInputProps('role')}>
          <Stack gap="xs" mt={6}>
            {rolesBelow(role).map((one) => (
              <Radio key={one} value={one} label={one} description={ROLE_WORDS[one]} />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={invite.isPending}>
            Invite
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function InvitationLink({ created, onDone }: { created: CreatedInvitation; onDone: () => void }) {
  return (
    <Stack gap="lg">
      <div>
        <Text fw={600}>{created.emailed ? 'The link was sent by email' : 'Send them this link'}</Text>
        <Text size="sm" c="dimmed" mb="xs">
          It works once, for seven days, and is shown only now.
        </Text>
        <CodeBlock code={created.link} label="Invitation link" copyLabel="Copy link" wrap />
      </div>
      <Group justify="flex-end">
        <Button onClick={onDone}>Done</Button>
      </Group>
    </Stack>
  );
}
