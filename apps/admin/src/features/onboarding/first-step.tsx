import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { CheckIcon } from '../../shared/icons.js';
import { onboardingText } from '../../text/onboarding.js';
import classes from './first-steps-card.module.css';
import type { StepState } from './steps.js';

interface FirstStepProps {
  readonly number: number;
  readonly state: StepState;
  readonly title: string;
  readonly children: ReactNode;
}

/** One step: its number or a check, its title, and what to do where it is its turn. */
export function FirstStep({ number, state, title, children }: FirstStepProps) {
  return (
    <li className={classes.step} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
      <span className={classes.mark} aria-hidden="true">
        {state === 'done' ? <CheckIcon size={13} /> : number}
      </span>
      <div className={classes.body}>
        <div className={classes.title}>
          {title}
          <VisuallyHidden>{`, ${onboardingText.states[state]}`}</VisuallyHidden>
        </div>
        {children && <div className={classes.content}>{children}</div>}
      </div>
    </li>
  );
}
