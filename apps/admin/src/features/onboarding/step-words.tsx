import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Permission } from '../../shared/roles.js';
import { onboardingText } from '../../text/onboarding.js';
import classes from './first-steps-card.module.css';

interface StepWordsProps {
  readonly words: string;
  /** What the step takes. */
  readonly permission: keyof typeof onboardingText.others & Permission;
  readonly allowed: boolean;
  /** Who has the permission, where the reader has not. */
  readonly others: readonly string[];
  /** The buttons of those who may. */
  readonly children: ReactNode;
}

/** What a step is about, and the way on, or who can go it. */
export function StepWords({ words, permission, allowed, others, children }: StepWordsProps) {
  return (
    <>
      <Text size="sm" c="dimmed" maw={640}>
        {words}
        {!allowed && ` ${onboardingText.others[permission](others)}`}
      </Text>
      {allowed && <div className={classes.actions}>{children}</div>}
    </>
  );
}
