import { ENVIRONMENTS, type Environment, type Mode } from '@ibyok/mode-resolution';
import { Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { errorMessage } from '../../shared/api/problem.js';
import type { Key } from '../../shared/api/types.js';
import { KeyFlips } from '../../shared/modes/flip-list.js';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { ENVIRONMENT_WORD, MODE_WORD } from '../../shared/modes/words.js';
import { Confirm } from '../../shared/ui/confirm.js';
import { notifyDone, notifyFailed, withdrawUndo } from '../../shared/ui/notify.js';
import { settingsText } from '../../text/settings.js';
import { useChangeDefaults } from './api/change-defaults.js';
import { type DefaultsChange, foreseeDefault } from './defaults-change.js';
import { EnvironmentDefault } from './environment-default.js';
import classes from './environment-settings.module.css';

interface EnvironmentSettingsProps {
  /** All of them: what a change turns over is foreseen from no less. */
  readonly keys: readonly Key[];
  readonly rules: ModeRules;
  readonly canChange: boolean;
}

/** What every key inherits, per environment. A change that makes keys live or touches production asks once. */
export function EnvironmentSettings({ keys, rules, canChange }: EnvironmentSettingsProps) {
  const [asked, setAsked] = useState<DefaultsChange | null>(null);
  const [asking, setAsking] = useState(false);
  const { mutateAsync } = useChangeDefaults();
  // An offer to undo is taken up later, among the keys and under the rules of then; null when this is gone.
  const latest = useRef<Pick<EnvironmentSettingsProps, 'keys' | 'rules'> | null>(null);
  useEffect(() => {
    latest.current = { keys, rules };
    return () => {
      latest.current = null;
    };
  });
  useEffect(() => withdrawUndo, []);

  const commit = async ({ environment, mode, turned }: DefaultsChange) => {
    const before = (latest.current?.rules ?? rules).defaults[environment];
    setAsking(false);
    withdrawUndo();
    try {
      await mutateAsync({ [environment]: mode });
      const message = settingsText.done(ENVIRONMENT_WORD[environment], MODE_WORD[mode], turned.length);
      notifyDone(message, latest.current ? { undo: () => choose(environment, before) } : {});
    } catch (error) {
      notifyFailed(errorMessage(error));
    }
  };
  const choose = (environment: Environment, mode: Mode) => {
    const now = latest.current;
    if (!now || now.rules.defaults[environment] === mode) return;
    const change = foreseeDefault(now.keys, now.rules, environment, mode);
    if (change.question === null) return void commit(change);
    setAsked(change);
    setAsking(true);
  };
  return (
    <section className={classes.section} aria-labelledby="environment-settings">
      <div className={classes.intro}>
        <Title order={2} size="h3" id="environment-settings">
          {settingsText.title}
        </Title>
        <Text size="sm" c="dimmed">
          {settingsText.purpose}
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
          action={settingsText.confirm}
          name={asked.name}
          pending={false}
          error={null}
          onConfirm={() => void commit(asked)}
          onCancel={() => setAsking(false)}
        >
          <KeyFlips items={asked.turned} />
          {asked.turned.length === 0 && <Text size="sm">{settingsText.noKey}</Text>}
          <Text size="sm" c="dimmed">
            {settingsText.nextFetch}
          </Text>
        </Confirm>
      )}
    </section>
  );
}
