import { ENVIRONMENTS } from '@ibyok/mode-resolution';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { ENVIRONMENT_WORD, forcedAssignment } from '../../shared/modes/words.js';
import { onboardingText } from '../../text/onboarding.js';

/** The environment defaults in a sentence, and what the server's guardrails force whatever they are. */
export function defaultsWords({ defaults, guardrails }: ModeRules): string {
  const { words, forced, below } = onboardingText.defaults;
  const named = (mode: 'mock' | 'live') =>
    ENVIRONMENTS.filter((environment) => defaults[environment] === mode).map(
      (environment) => ENVIRONMENT_WORD[environment],
    );
  const assignments = ENVIRONMENTS.flatMap((environment) => {
    const mode = guardrails[environment].forced;
    return mode ? [forcedAssignment(environment, mode)] : [];
  });
  return [words(named('mock'), named('live')), assignments.length > 0 && forced(assignments), below]
    .filter((sentence) => sentence !== false)
    .join(' ');
}
