import { countOf, plural } from './locale.js';

/** What people read about modes and what decides them, wherever they are shown. */
export const modesText = {
  environments: { development: 'Development', staging: 'Staging', production: 'Production' },
  modes: { mock: 'Mock', live: 'Live' },
  override: 'override',
  guardrail: 'guardrail',
  turn: (from: string, to: string) => `${from} to ${to}`,
  listed: (words: readonly string[]) =>
    words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`,
  become: (keys: number, mode: string, environment: string) =>
    `${countOf(keys)} ${plural(keys, { one: 'key becomes', other: 'keys become' })} ${mode} in ${environment}:`,
  more: (count: number) => `Show ${countOf(count)} more`,
  fewer: 'Show fewer',

  because: {
    forced: (mode: string, environment: string, guardrail: string) =>
      `${mode}: this server forces ${mode} in ${environment} (${guardrail}).`,
    forbidden: (mode: string, environment: string, guardrail: string) =>
      `${mode}: this server forbids mocks in ${environment} (${guardrail}).`,
    override: (mode: string, environment: string) => `${mode}: this key overrides ${environment}.`,
    byDefault: (mode: string, environment: string) => `${mode}: the environment default of ${environment}.`,
  },
  otherwise: {
    override: 'the override',
    byDefault: 'the environment default',
    decidesToo: (chooser: string, mode: string) =>
      `Without it, ${chooser} would decide; it also asks for ${mode}.`,
    decides: (chooser: string, mode: string) => `Without it, ${chooser} would decide; it asks for ${mode}.`,
    makes: (chooser: string, mode: string) => `Without it, ${chooser} would make it ${mode}.`,
    makesUnless: (chooser: string, mode: string, guardrail: string) =>
      `Without it, ${chooser} would make it ${mode}, unless ${guardrail} is set too.`,
    withoutOverride: (rule: string, mode: string) => `Without the override, ${rule} would make it ${mode}.`,
    withoutOverrideToo: (rule: string, mode: string) =>
      `Without the override, ${rule} would make it ${mode} as well.`,
    nothing: 'No override and no guardrail decides here.',
  },
  cannotChoose: {
    forced: (mode: string, variable: string, other: string, environment: string) =>
      `${mode} can’t be chosen: ${variable} on this server forces ${other} in ${environment}.`,
    forbidden: (mode: string, guardrail: string, environment: string) =>
      `${mode} can’t be chosen: ${guardrail} on this server forbids it in ${environment}.`,
  },

  story: {
    guardrail: (assignment: string) => `Guardrail ${assignment}`,
    override: 'The key’s override',
    byDefault: 'The environment default',
    guardrailWithin: (assignment: string) => `guardrail ${assignment}`,
    overrideWithin: 'the key’s override',
    byDefaultWithin: 'the environment default',
    decides: (source: string) => `${source} decides.`,
    without: (source: string, mode: string) => `Without it: ${source}, ${mode}.`,
    withoutUnless: (source: string, mode: string, guardrail: string) =>
      `Without it: ${source}, ${mode}, unless ${guardrail} is set too.`,
    nothingElse: 'No guardrail decides here, and the key inherits.',
  },
  rules: {
    override: (environment: string) => `Override for ${environment}`,
    byDefault: (environment: string) => `Default of ${environment}`,
    inherit: 'Inherit',
    notSet: 'not set',
    decides: 'decides',
    doesNotApply: (environment: string) => `does not apply to ${environment}`,
    allowsChoice: 'allows what is chosen',
    leavesIt: 'leaves it to the default',
    notReached: 'not reached',
  },
} as const;
