import { ActionIcon, Button, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { CloseIcon } from '../../shared/icons.js';
import { onboardingText } from '../../text/onboarding.js';
import { FirstStep } from './first-step.js';
import classes from './first-steps-card.module.css';
import { STEPS, type Step, type StepFacts, stepsOf } from './steps.js';

interface FirstStepsCardProps {
  readonly facts: StepFacts;
  /** What stands under a step while it is the current one; the last one's stays. */
  readonly bodies: Readonly<Record<Step, ReactNode>>;
  readonly onDismiss: () => void;
}

const HEADING = 'first-steps';

/** Puts the focus at the start of the steps, before the button that has it goes. */
export function focusFirstSteps(): void {
  document.getElementById(HEADING)?.focus({ preventScroll: true });
}

/** The way from an empty workspace to a first fetch, and how far it is. */
export function FirstStepsCard({ facts, bodies, onDismiss }: FirstStepsCardProps) {
  const states = stepsOf(facts);
  const done = STEPS.filter((step) => states[step] === 'done').length;
  const finished = done === STEPS.length;
  return (
    <section className={classes.card} aria-labelledby={HEADING}>
      <header className={classes.header}>
        <Title order={2} size="h3" id={HEADING} tabIndex={-1} className={classes.heading}>
          {onboardingText.title}
        </Title>
        <Text size="sm" c="dimmed">
          {finished ? onboardingText.finished : onboardingText.progress(done, STEPS.length)}
        </Text>
        {finished ? (
          <Button size="compact-sm" className={classes.away} onClick={onDismiss}>
            {onboardingText.done}
          </Button>
        ) : (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            className={classes.away}
            aria-label={onboardingText.dismiss}
            onClick={onDismiss}
          >
            <CloseIcon />
          </ActionIcon>
        )}
      </header>
      <ol className={classes.steps}>
        {STEPS.map((step, index) => (
          <FirstStep key={step} number={index + 1} state={states[step]} title={onboardingText[step].title}>
            {(states[step] === 'current' || (step === 'fetch' && states[step] === 'done')) && bodies[step]}
          </FirstStep>
        ))}
      </ol>
    </section>
  );
}
