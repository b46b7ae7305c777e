import {
  ENVIRONMENTS,
  type Environment,
  FORCING_VARIABLE,
  type Guardrails,
  MOCK_ALLOWED_VARIABLE,
} from '@ibyok/mode-resolution';
import { ENVIRONMENT_WORD, MODE_WORD } from '../../shared/modes/words.js';
import { guardrailsText } from '../../text/guardrails.js';

/** One guardrail variable of the server, and what it comes to. */
export interface GuardrailRow {
  readonly environment: Environment;
  readonly variable: string;
  /** What it is set to; null where it is not set, or where a force hides whether it is. */
  readonly value: string | null;
  readonly meaning: string;
}

/** Every guardrail variable there is, by environment, with its value and meaning. */
export function guardrailRows(guardrails: Guardrails): readonly GuardrailRow[] {
  const forcing = ENVIRONMENTS.map((environment): GuardrailRow => {
    const { forced } = guardrails[environment];
    const place = ENVIRONMENT_WORD[environment];
    return {
      environment,
      variable: FORCING_VARIABLE[environment],
      value: forced,
      meaning: forced ? guardrailsText.forced(MODE_WORD[forced], place) : guardrailsText.notForced(place),
    };
  });
  const { forced, mockAllowed } = guardrails.production;
  return [
    ...forcing,
    {
      environment: 'production',
      variable: MOCK_ALLOWED_VARIABLE,
      value: mockAllowed ? null : 'false',
      meaning: mockMeaning(forced !== null, mockAllowed),
    },
  ];
}

function mockMeaning(forced: boolean, mockAllowed: boolean): string {
  if (forced) return guardrailsText.hiddenBy(FORCING_VARIABLE.production);
  return mockAllowed ? guardrailsText.mockAllowed : guardrailsText.mockForbidden;
}
