import { guardrailsFromAnswer } from './guardrails-from-answer.js';

describe('guardrailsFromAnswer', () => {
  it('keeps what is free free', () => {
    const free = { forced: null, allowed: ['mock', 'live'] as ('mock' | 'live')[] };
    expect(guardrailsFromAnswer({ development: free, staging: free, production: free })).toEqual({
      development: { forced: null, mockAllowed: true },
      staging: { forced: null, mockAllowed: true },
      production: { forced: null, mockAllowed: true },
    });
  });

  it('tells a force from forbidden mocks in production', () => {
    const free = { forced: null, allowed: ['mock', 'live'] as ('mock' | 'live')[] };
    const staging = { forced: 'live' as const, allowed: ['live' as const] };
    const noMock = { forced: null, allowed: ['live' as const] };
    const guardrails = guardrailsFromAnswer({ development: free, staging, production: noMock });
    expect(guardrails.staging).toEqual({ forced: 'live', mockAllowed: true });
    expect(guardrails.production).toEqual({ forced: null, mockAllowed: false });
    const forced = guardrailsFromAnswer({ development: free, staging, production: staging });
    expect(forced.production).toEqual({ forced: 'live', mockAllowed: true });
  });
});
