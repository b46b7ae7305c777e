import { Alert, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { errorMessage, fieldErrors } from '../../shared/api/problem.js';
import type { CreatedInvitation, Role } from '../../shared/api/types.js';
import { rolesBelow } from '../../shared/roles.js';
import { CodeBlock } from '../../shared/ui/code-block.js';
import { Panel } from '../../shared/ui/panel.js';
import { membersText } from '../../text/members.js';
import { problemsText } from '../../text/problems.js';
import { rolesText } from '../../text/roles.js';
import { uiText } from '../../text/ui.js';
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
      title={created ? membersText.invited(created.email) : membersText.invite}
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
    validate: { email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : problemsText.emailMissing) },
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
          label={membersText.email}
          type="email"
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('email')}
        />
        <Radio.Group label={membersText.role} {...form.getInputProps('role')}>
          <Stack gap="xs" mt={6}>
            {rolesBelow(role).map((one) => (
              <Radio
                key={one}
                value={one}
                label={rolesText.names[one]}
                description={rolesText.meanings[one]}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {uiText.cancel}
          </Button>
          <Button type="submit" loading={invite.isPending}>
            {membersText.invite}
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
        <Text fw={600}>{created.emailed ? membersText.emailed : membersText.sendLink}</Text>
        <Text size="sm" c="dimmed" mb="xs">
          {membersText.linkMeaning}
        </Text>
        <CodeBlock code={created.link} label={membersText.link} copyLabel={membersText.copyLink} wrap />
      </div>
      <Group justify="flex-end">
        <Button onClick={onDone}>{uiText.done}</Button>
      </Group>
    </Stack>
  );
}
