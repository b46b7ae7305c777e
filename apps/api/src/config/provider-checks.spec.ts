import { readConfig } from './config.js';
import { ConfigError } from './config-error.js';

const STAND_IN = 'api.openai.com=http://127.0.0.1:4000';

function linesOf(variables: Record<string, string>): readonly string[] {
  try {
    readConfig(variables, '/project');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
}

describe('the checks of keys', () => {
  it('are made, and by the providers themselves, unless told otherwise', () => {
    const { providerChecks } = readConfig({}, '/project');
    expect(providerChecks).toEqual({ enabled: true, standIns: new Map() });
  });

  it('can be turned off', () => {
    const { providerChecks } = readConfig({ IBYOK_PROVIDER_CHECKS: 'off' }, '/project');
    expect(providerChecks.enabled).toBe(false);
  });

  it('can be answered by stand-ins on this machine', () => {
    const text = `${STAND_IN}, api.groq.com=https://localhost:1/,api.x.ai=http://[::1]:2`;
    const { providerChecks } = readConfig({ IBYOK_PROVIDER_STAND_INS: text }, '/project');
    expect([...providerChecks.standIns]).toEqual([
      ['api.openai.com', 'http://127.0.0.1:4000'],
      ['api.groq.com', 'https://localhost:1'],
      ['api.x.ai', 'http://[::1]:2'],
    ]);
  });

  it.each([
    ['IBYOK_PROVIDER_CHECKS', 'On'],
    ['IBYOK_PROVIDER_CHECKS', ''],
    ['IBYOK_PROVIDER_STAND_INS', ''],
    ['IBYOK_PROVIDER_STAND_INS', 'api.openai.com'],
    ['IBYOK_PROVIDER_STAND_INS', 'api.openai.com=http://10.0.0.1:4000'],
    ['IBYOK_PROVIDER_STAND_INS', 'api.openai.com=http://127.0.0.1.example.com'],
    ['IBYOK_PROVIDER_STAND_INS', 'api.openai.com=http://localhost@example.com'],
    ['IBYOK_PROVIDER_STAND_INS', 'api.openai.com=http://example.com#localhost'],
    ['IBYOK_PROVIDER_STAND_INS', 'api.openai.com=http://me:planted-password@localhost'],
    ['IBYOK_PROVIDER_STAND_INS', 'api.openai.com=http://localhost:1/path'],
    ['IBYOK_PROVIDER_STAND_INS', 'api.openai.com=file:///etc/passwd'],
    ['IBYOK_PROVIDER_STAND_INS', 'example.com=http://localhost:1'],
    ['IBYOK_PROVIDER_STAND_INS', `${STAND_IN},`],
  ])('refuses %s=%s in one line that repeats nothing of it', (variable, text) => {
    const lines = linesOf({ [variable]: text });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.startsWith(`${variable} `)).toBe(true);
    expect(lines[0]).not.toContain('planted-password');
  });

  it.each(['production', 'prod'])('takes no stand-ins with NODE_ENV=%s', (word) => {
    const lines = linesOf({ NODE_ENV: word, IBYOK_PROVIDER_STAND_INS: STAND_IN });
    expect(lines).toEqual([expect.stringMatching(/^IBYOK_PROVIDER_STAND_INS is for tests/)]);
  });
});
