import { ENVIRONMENTS, type Environment, type Override, type Overrides } from '@ibyok/mode-resolution';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { errorMessage } from '../../shared/api/problem.js';
import type { Key } from '../../shared/api/types.js';
import { FlipList } from '../../shared/modes/flip-list.js';
import { flips, type ModeRules } from '../../shared/modes/key-modes.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import { Confirm } from '../../shared/ui/confirm.js';
import { notifyDone } from '../../shared/ui/notify.js';
import { useChangeOverrides } from './api/change-overrides.js';
import { OverrideSelect } from './override-select.js';
import { changedOverrides, overridesQuestion } from './overrides-change.js';

interface OverridesFormProps {
  readonly apiKey: Key;
  readonly rules: ModeRules;
  readonly canManage: boolean;
}

/** One choice per environment, with a preview of what it turns over before it is saved. */
export function OverridesForm({ apiKey, rules, canManage }: OverridesFormProps) {
  const [draft, setDraft] = useState<Partial<Overrides>>({});
  const [asking, setAsking] = useState(false);
  const save = useChangeOverrides(apiKey.id);

  const after = { ...apiKey.overrides, ...draft };
  const changes = changedOverrides(apiKey.overrides, after);
  const turned = flips({ rules, overrides: apiKey.overrides }, { rules, overrides: after });
  const items = turned.map((flip) => ({ of: ENVIRONMENT_WORD[flip.environment], flip }));
  const question = overridesQuestion(apiKey.name, changes, turned);
  const dirty = Object.keys(changes).length > 0;

  const choose = (environment: Environment, override: Override) => {
    save.reset();
    setDraft({ ...draft, [environment]: override });
  };
  const commit = () =>
    save.mutate(changes, {
      onSuccess: () => {
        setDraft({});
        setAsking(false);
        notifyDone(`Overrides of ${apiKey.name} are saved.`);
      },
    });
  const submit = () => {
    if (!dirty) return;
    if (question) setAsking(true);
    else commit();
  };
  return (
    <Stack gap="sm">
      {ENVIRONMENTS.map((environment) => (
        <OverrideSelect
          key={environment}
          environment={environment}
          rules={rules}
          overrides={after}
          disabled={!canManage}
          onChoose={(override) => choose(environment, override)}
        />
      ))}
      <div role="status">
        {dirty && turned.length > 0 && <FlipList title="Saving changes" items={items} />}
        {dirty && turned.length === 0 && (
          <Text size="sm" c="dimmed">
            This changes no effective mode today.
          </Text>
        )}
      </div>
      {save.isError && !asking && (
        <Alert color="red" role="alert">
          {errorMessage(save.error)}
        </Alert>
      )}
      {canManage && (
        <Group justify="flex-end" gap="xs">
          {dirty && (
            <Button variant="default" onClick={() => setDraft({})}>
              Discard
            </Button>
          )}
          <Button
            // Not the disabled attribute: after saving, the focus comes back to this button.
            aria-disabled={!dirty}
            data-disabled={!dirty || undefined}
            loading={save.isPending && !asking}
            onClick={submit}
          >
            Save overrides
          </Button>
        </Group>
      )}
      <Confirm
        opened={asking}
        title={question ?? ''}
        action="Confirm"
        pending={save.isPending}
        error={save.error}
        onConfirm={commit}
        onCancel={() => {
          save.reset();
          setAsking(false);
        }}
      >
        <FlipList title="This changes" items={items} />
        {turned.length === 0 && <Text size="sm">No effective mode changes today.</Text>}
        <Text size="sm" c="dimmed">
          It takes effect with the next fetch.
        </Text>
      </Confirm>
    </Stack>
  );
}
