import { NO_GUARDRAILS } from '@ibyok/mode-resolution';
import { guardrailRows } from './guardrail-rows.js';

describe('guardrailRows', () => {
  it('names every variable, also where none is set', () => {
    expect(guardrailRows(NO_GUARDRAILS).map(({ variable, value }) => [variable, value])).toEqual([
      ['DEV_MODE_FORCED', null],
      ['STAGING_MODE_FORCED', null],
      ['PROD_MODE_FORCED', null],
      ['PROD_MOCK_ALLOWED', null],
    ]);
  });

  it('says what a force does', () => {
    const guardrails = { ...NO_GUARDRAILS, staging: { forced: 'mock' as const, mockAllowed: true } };
    expect(guardrailRows(guardrails)[1]).toMatchObject({
      value: 'mock',
      meaning: 'Every key is Mock in Staging, whatever overrides and the environment default say.',
    });
  });

  it('says that mocks are forbidden in production', () => {
    const guardrails = { ...NO_GUARDRAILS, production: { forced: null, mockAllowed: false } };
    expect(guardrailRows(guardrails)[3]).toMatchObject({
      value: 'false',
      meaning: 'No key is Mock in Production: where Mock was chosen, the key is Live.',
    });
  });

  it('claims nothing of mocks while production is forced', () => {
    const guardrails = { ...NO_GUARDRAILS, production: { forced: 'live' as const, mockAllowed: true } };
    expect(guardrailRows(guardrails)[3]).toMatchObject({
      meaning: 'It makes no difference while PROD_MODE_FORCED is set.',
    });
  });
});
