import { ENVIRONMENTS, type Environment, type Mode } from '@ibyok/mode-resolution';
import { Text, Title } from '@mantine/core';
import { useState } from 'react';
import { errorMessage } from '../../shared/api/problem.js';
import type { Key } from '../../shared/api/types.js';
import { FlipList } from '../../shared/modes/flip-list.js';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { ENVIRONMENT_WORD, MODE_WORD } from '../../shared/modes/words.js';
import { Confirm } from '../../shared/ui/confirm.js';
import { notifyDone, notifyFailed } from '../../shared/ui/notify.js';
import { useChangeDefaults } from './api/change-defaults.js';
import { type DefaultsChange, foreseeDefault } from './defaults-change.js';
import { EnvironmentDefault } from './environment-default.js';
import classes from './environment-settings.module.css';

interface EnvironmentSettingsProps {
  readonly keys: readonly Key[];
  readonly rules: ModeRules;
  readonly canChange: boolean;
}

/** What every key inherits, per environment. A change that makes keys live or touches production asks once. */
export function EnvironmentSettings({ keys, rules, canChange }: EnvironmentSettingsProps) {
  const [asked, setAsked] = useState<DefaultsChange | null>(null);
  const [asking, setAsking] = useState(false);
  const save = useChangeDefaults();

  const commit = ({ environment, mode, turned }: DefaultsChange) =>
    save.mutate(
      { [environment]: mode },
      {
        onSuccess: () => {
          setAsking(false);
          const count = turned.length === 1 ? '1 key changes' : `${turned.length} keys change`;
          notifyDone(`${ENVIRONMENT_WORD[environment]} defaults to ${MODE_WORD[mode]}; ${count}.`);
        },
        onError: (error) => {
          if (!asking) notifyFailed(errorMessage(error));
        },
      },
    );
  const choose = (environment: Environment, mode: Mode) => {
    if (save.isPending) return;
    const change = foreseeDefault(keys, rules, environment, mode);
    if (change.question === null) return commit(change);
    save.reset();
    setAsked(change);
    setAsking(true);
  };
  return (
    <section className={classes.section} aria-labelledby="environment-settings">
      <div className={classes.intro}>
        <Title order={2} size="h3" id="environment-settings">
          Environment Settings
        </Title>
        <Text size="sm" c="dimmed">
          What every key inherits.
        </Text>
      </div>
      <div className={classes.environments}>
        {ENVIRONMENTS.map((environment) => (
          <EnvironmentDefault
            key={environment}
            environment={environment}
            rules={rules}
            canChange={canChange}
            onChoose={(mode) => choose(environment, mode)}
          />
        ))}
      </div>
      {asked && (
        <Confirm
          opened={asking}
          title={asked.question ?? ''}
          action="Confirm"
          pending={save.isPending}
          error={save.error}
          onConfirm={() => commit(asked)}
          onCancel={() => setAsking(false)}
        >
          <FlipList title={`Keys that change: ${asked.turned.length}`} items={asked.turned} />
          {asked.turned.length === 0 && <Text size="sm">No key changes its mode today.</Text>}
          <Text size="sm" c="dimmed">
            It takes effect with the next fetch.
          </Text>
        </Confirm>
      )}
    </section>
  );
}
