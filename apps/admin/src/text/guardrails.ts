/** The Guardrails page. */
export const guardrailsText = {
  title: 'Guardrails',
  intro: 'What this server forces or forbids, above every key and setting.',
  whoChanges:
    'Only an administrator of the server can change a guardrail: it is a variable in the server’s own environment and is read when the server starts, so a change needs a restart. Nobody can change it here, whatever their role.',
  failed: 'The guardrails could not be loaded',
  loading: 'Loading the guardrails',
  columns: { environment: 'Environment', variable: 'Variable', value: 'Value', meaning: 'What it means' },
  notSet: 'not set',
  forced: (mode: string, environment: string) =>
    `Every key is ${mode} in ${environment}, whatever overrides and the environment default say.`,
  notForced: (environment: string) =>
    `Nothing is forced: overrides and the environment default decide in ${environment}.`,
  hiddenBy: (variable: string) => `It makes no difference while ${variable} is set.`,
  mockAllowed: 'Mock may be chosen in Production.',
  mockForbidden: 'No key is Mock in Production: where Mock was chosen, the key is Live.',
} as const;
