import { resolveMode } from '@ibyok/mode-resolution';
import { storyOf } from './mode.js';

const guardrails = {
  development: { forced: null, mockAllowed: true },
  staging: { forced: 'mock', mockAllowed: true },
  production: { forced: null, mockAllowed: false },
} as const;

test.each([
  [
    'development',
    'inherit',
    'openai is mock in development.\n' +
      '  1. The guardrail DEV_MODE_FORCED is not set, or not for this environment.\n' +
      '  2. The guardrail PROD_MOCK_ALLOWED is not set, or not for this environment.\n' +
      '  3. The key does not override this environment.\n' +
      '  4. The environment default is mock. This decides: mock.',
  ],
  ['development', 'live', '3. The key overrides this environment: live. This decides: live.'],
  ['staging', 'live', '1. The guardrail STAGING_MODE_FORCED is mock. This decides: mock.'],
  ['production', 'inherit', '2. The guardrail PROD_MOCK_ALLOWED is false. This decides: live.'],
] as const)('the story of %s, %s', (environment, override, told) => {
  const decision = resolveMode({ environment, guardrails, override, environmentDefault: 'mock' });
  expect(storyOf('openai', { keyId: 'key_1', ...decision }).join('\n')).toContain(told);
});
