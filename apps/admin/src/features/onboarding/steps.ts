import { ENVIRONMENTS, type EnvironmentDefaults } from '@ibyok/mode-resolution';

/** The way from an empty workspace to an application that fetches its keys. */
export const STEPS = ['defaults', 'key', 'token', 'fetch'] as const;
export type Step = (typeof STEPS)[number];
export type StepState = 'done' | 'current' | 'next';

/** What the server says, and whether somebody has said that the defaults are right. */
export interface StepFacts {
  readonly defaults: EnvironmentDefaults;
  readonly kept: boolean;
  readonly keys: number;
  /** Tokens that count. */
  readonly tokens: number;
  readonly fetched: boolean;
}

/** What a workspace begins with. */
const FIRST_DEFAULTS: EnvironmentDefaults = { development: 'mock', staging: 'mock', production: 'live' };

/** How far a workspace has come. The first step that is not done is the current one. */
export function stepsOf(facts: StepFacts): Readonly<Record<Step, StepState>> {
  const { defaults, kept, keys, tokens, fetched } = facts;
  const differ = ENVIRONMENTS.some((environment) => defaults[environment] !== FIRST_DEFAULTS[environment]);
  const done: Record<Step, boolean> = {
    // Whoever goes on to keys has passed the defaults, which stand right beside them.
    defaults: kept || differ || keys > 0 || tokens > 0 || fetched,
    key: keys > 0 || fetched,
    token: tokens > 0 || fetched,
    fetch: fetched,
  };
  const current = STEPS.find((step) => !done[step]);
  const stateOf = (step: Step): StepState => (done[step] ? 'done' : step === current ? 'current' : 'next');
  return {
    defaults: stateOf('defaults'),
    key: stateOf('key'),
    token: stateOf('token'),
    fetch: stateOf('fetch'),
  };
}
