import { ENVIRONMENTS } from '@ibyok/mode-resolution';
import { Text, Title } from '@mantine/core';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { errorMessage } from '../../shared/api/problem.js';
import type { Key } from '../../shared/api/types.js';
import { KeyFlips } from '../../shared/modes/flip-list.js';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { wordForFlips } from '../../shared/modes/named-flip.js';
import { ENVIRONMENT_WORD, MODE_WORD } from '../../shared/modes/words.js';
import { Confirm } from '../../shared/ui/confirm.js';
import { notifyDone, notifyFailed, withdrawUndo } from '../../shared/ui/notify.js';
import { useLast } from '../../shared/ui/use-last.js';
import { settingsText } from '../../text/settings.js';
import { useChangeDefault } from './api/change-defaults.js';
import { type DefaultWish, type ForeseenDefault, foreseeDefault } from './defaults-change.js';
import { EnvironmentDefault } from './environment-default.js';
import classes from './environment-settings.module.css';

interface EnvironmentSettingsProps {
  /** All of them: what a change turns over is foreseen from no less. */
  readonly keys: readonly Key[];
  readonly rules: ModeRules;
  readonly canChange: boolean;
}

/** What every key inherits, per environment. A change that turns a key over or touches production asks once. */
export const EnvironmentSettings = memo(function EnvironmentSettings(props: EnvironmentSettingsProps) {
  const { keys, rules, canChange } = props;
  const [asked, setAsked] = useState<DefaultWish | null>(null);
  const { mutateAsync } = useChangeDefault();
  // An offer to undo is taken up later, among the keys and under the rules of then; null when this is gone.
  const latest = useRef<Pick<EnvironmentSettingsProps, 'keys' | 'rules'> | null>(null);
  useEffect(() => {
    latest.current = { keys, rules };
    return () => {
      latest.current = null;
    };
  });
  useEffect(() => withdrawUndo, []);

  const commit = async (wish: DefaultWish, { turned }: ForeseenDefault) => {
    const { environment, mode } = wish;
    setAsked(null);
    withdrawUndo();
    const word = ENVIRONMENT_WORD[environment];
    try {
      const { made, before } = await mutateAsync(wish);
      if (!made) return notifyFailed(settingsText.changedSince(word));
      const undo = before && (() => choose({ environment, mode: before, onlyWhile: mode }));
      notifyDone(
        settingsText.done(word, MODE_WORD[mode], turned.length),
        latest.current && undo ? { undo } : {},
      );
    } catch (error) {
      notifyFailed(errorMessage(error));
    }
  };
  const choose = (wish: DefaultWish) => {
    const now = latest.current;
    if (!now) return;
    const foreseen = foreseeDefault(now.keys, now.rules, wish);
    if (foreseen.moot !== null) {
      if (wish.onlyWhile !== undefined) notifyFailed(foreseen.moot);
    } else if (foreseen.asks) setAsked(wish);
    else void commit(wish, foreseen);
  };
  // While the question stands others may change what it is about.
  const question = useLast(
    useMemo(() => asked && { wish: asked, ...foreseeDefault(keys, rules, asked) }, [asked, keys, rules]),
  );
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
            onChoose={(mode) => choose({ environment, mode })}
          />
        ))}
      </div>
      {question && (
        <Confirm
          opened={asked !== null}
          title={question.question}
          action={settingsText.confirm}
          name={question.name}
          about={question.moot ?? wordForFlips(question.turned)}
          moot={question.moot !== null}
          pending={false}
          error={null}
          onConfirm={() => void commit(question.wish, question)}
          onCancel={() => setAsked(null)}
        >
          <Preview {...question} />
        </Confirm>
      )}
    </section>
  );
});

/** Exactly what changes, or why there is nothing to change any more. */
function Preview({ turned, moot }: ForeseenDefault) {
  if (moot !== null) {
    return (
      <Text size="sm" role="alert">
        {moot}
      </Text>
    );
  }
  return (
    <>
      <KeyFlips items={turned} />
      {turned.length === 0 && <Text size="sm">{settingsText.noKey}</Text>}
      <Text size="sm" c="dimmed">
        {settingsText.nextFetch}
      </Text>
    </>
  );
}
