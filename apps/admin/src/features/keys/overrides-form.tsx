import { ENVIRONMENTS, type Environment, type Override, type Overrides } from '@ibyok/mode-resolution';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Key } from '../../shared/api/types.js';
import { FlipList } from '../../shared/modes/flip-list.js';
import { flips, type ModeRules } from '../../shared/modes/key-modes.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import { keysText } from '../../text/keys.js';
import { OverrideSelect } from './override-select.js';
import { useProposeOverrides } from './overrides-changes.js';
import { changedOverrides } from './overrides-intent.js';

const words = keysText.overrides;

interface OverridesFormProps {
  readonly apiKey: Key;
  readonly rules: ModeRules;
  readonly canManage: boolean;
}

/** One choice per environment, with a preview of what it turns over before it is saved. */
export function OverridesForm({ apiKey, rules, canManage }: OverridesFormProps) {
  const [draft, setDraft] = useState<Partial<Overrides>>({});
  const propose = useProposeOverrides();

  const after = { ...apiKey.overrides, ...draft };
  const changes = changedOverrides(apiKey.overrides, after);
  const turned = flips({ rules, overrides: apiKey.overrides }, { rules, overrides: after });
  const items = turned.map((flip) => ({
    id: flip.environment,
    of: ENVIRONMENT_WORD[flip.environment],
    flip,
  }));
  const dirty = Object.keys(changes).length > 0;

  const choose = (environment: Environment, override: Override) =>
    setDraft({ ...draft, [environment]: override });
  const submit = () => {
    if (!dirty) return;
    propose({
      wishes: [{ keyId: apiKey.id, name: apiKey.name, overrides: changes }],
      onMade: () => setDraft({}),
      // What was chosen is still there to be tried again.
      onFailed: () => setDraft(changes),
    });
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
        {dirty && turned.length > 0 && <FlipList title={words.saving} items={items} />}
        {dirty && turned.length === 0 && (
          <Text size="sm" c="dimmed">
            {words.changesNothing}
          </Text>
        )}
      </div>
      {canManage && (
        <Group justify="flex-end" gap="xs">
          {dirty && (
            <Button variant="default" onClick={() => setDraft({})}>
              {words.discard}
            </Button>
          )}
          <Button
            // Not the disabled attribute: after saving, the focus comes back to this button.
            aria-disabled={!dirty}
            data-disabled={!dirty || undefined}
            onClick={submit}
          >
            {words.save}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
