import type { ModeRules } from '../../shared/modes/key-modes.js';
import {
  type PlaygroundFacts,
  type PlaygroundSearch,
  playgroundFacts,
  playgroundSearch,
} from '../../shared/modes/playground-facts.js';

/** Whether these facts are what this server and workspace have, for a key that inherits. */
export function isAsOnServer(facts: PlaygroundFacts, rules: ModeRules): boolean {
  const own = playgroundFacts({ env: facts.environment }, rules);
  return (Object.keys(own) as (keyof PlaygroundFacts)[]).every((name) => own[name] === facts[name]);
}

/**
 * The address after a change. Facts that are the server's own stay so in another environment; once
 * something was chosen, the address holds everything and only what is changed changes.
 */
export function searchAfter(
  facts: PlaygroundFacts,
  change: Partial<PlaygroundFacts>,
  rules: ModeRules,
): PlaygroundSearch {
  const { environment, ...others } = change;
  if (environment && Object.keys(others).length === 0 && isAsOnServer(facts, rules))
    return { env: environment };
  return playgroundSearch({ ...facts, ...change });
}
