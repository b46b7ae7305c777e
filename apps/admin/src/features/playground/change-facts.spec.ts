import { INITIAL_DEFAULTS, NO_GUARDRAILS } from '@ibyok/mode-resolution';
import { playgroundFacts, playgroundSearch } from '../../shared/modes/playground-facts.js';
import { isAsOnServer, searchAfter } from './change-facts.js';

const RULES = {
  guardrails: { ...NO_GUARDRAILS, staging: { forced: 'live', mockAllowed: true } },
  defaults: INITIAL_DEFAULTS,
} as const;

test('the server’s own facts stay its own in another environment', () => {
  const facts = playgroundFacts({}, RULES);
  expect(isAsOnServer(facts, RULES)).toBe(true);
  expect(searchAfter(facts, { environment: 'staging' }, RULES)).toEqual({ env: 'staging' });
});

test('a choice writes everything into the address', () => {
  const facts = playgroundFacts({ env: 'staging' }, RULES);
  const search = searchAfter(facts, { override: 'mock' }, RULES);
  expect(search).toEqual(playgroundSearch({ ...facts, override: 'mock' }));
  expect(isAsOnServer(playgroundFacts(search, RULES), RULES)).toBe(false);
});

test('what was chosen goes along to another environment', () => {
  const facts = playgroundFacts({ forced: 'mock', override: 'live' }, RULES);
  const search = searchAfter(facts, { environment: 'production' }, RULES);
  expect(search).toEqual(playgroundSearch({ ...facts, environment: 'production' }));
});
