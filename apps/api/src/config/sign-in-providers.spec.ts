import { ConfigError } from './config-error.js';
import { readSignInProviders, type SignInProviders } from './sign-in-providers.js';
import { Variables } from './variables.js';

const PUBLIC_URL = 'https://keys.example.com';
const OIDC = {
  IBYOK_OIDC_ISSUER: 'https://login.example.com/realm',
  IBYOK_OIDC_CLIENT_ID: 'ibyok',
  IBYOK_OIDC_CLIENT_SECRET: 'planted-secret',
};
const GITHUB = { IBYOK_GITHUB_CLIENT_ID: 'ibyok', IBYOK_GITHUB_CLIENT_SECRET: 'planted-secret' };

function read(environment: Record<string, string>, publicUrl: string | null = PUBLIC_URL): SignInProviders {
  const variables = new Variables(environment);
  const providers = readSignInProviders(variables, publicUrl);
  variables.throwIfRefused();
  return providers;
}

function refusedBy(environment: Record<string, string>, publicUrl: string | null = PUBLIC_URL): string {
  try {
    read(environment, publicUrl);
    return '';
  } catch (error) {
    return error instanceof ConfigError ? error.message : 'another error';
  }
}

describe('readSignInProviders', () => {
  it('has none unless told', () => {
    expect(read({}, null)).toEqual({ oidc: null, github: null });
  });

  it('reads both, with their defaults', () => {
    const { oidc, github } = read({ ...OIDC, ...GITHUB });
    expect(oidc).toMatchObject({ issuer: OIDC.IBYOK_OIDC_ISSUER, clientId: 'ibyok', name: 'single sign-on' });
    expect(oidc?.clientSecret.reveal().toString()).toBe('planted-secret');
    expect(github).toMatchObject({ url: 'https://github.com', clientId: 'ibyok' });
  });

  it.each(['http://localhost:9000', 'http://127.0.0.1:9000/realm', 'http://[::1]:9000'])(
    'takes %s on loopback',
    (issuer) => {
      expect(read({ ...OIDC, IBYOK_OIDC_ISSUER: issuer }).oidc?.issuer).toBe(issuer);
    },
  );

  const without = (group: Record<string, string>, name: string): Record<string, string> =>
    Object.fromEntries(Object.entries(group).filter(([one]) => one !== name));

  const alone: readonly (readonly [string, Record<string, string>])[] = [OIDC, GITHUB].flatMap((group) =>
    Object.keys(group).map((name) => [name, group] as const),
  );

  it.each(alone)('names %s where it alone is missing', (name, group) => {
    expect(refusedBy(without(group, name))).toMatch(
      new RegExp(`${name} (\\(or ${name}_FILE\\) )?is required with IBYOK_`),
    );
  });

  it.each([
    ['IBYOK_OIDC_ISSUER', { ...OIDC, IBYOK_OIDC_ISSUER: 'http://login.example.com' }],
    ['IBYOK_OIDC_ISSUER', { ...OIDC, IBYOK_OIDC_ISSUER: 'https://me:planted@login.example.com' }],
    ['IBYOK_OIDC_ISSUER', { ...OIDC, IBYOK_OIDC_ISSUER: 'login.example.com' }],
    ['IBYOK_OIDC_ISSUER', { ...OIDC, IBYOK_OIDC_ISSUER: 'https://login.example.com/?a=b' }],
    ['IBYOK_OIDC_NAME', { ...OIDC, IBYOK_OIDC_NAME: 'x'.repeat(41) }],
    ['IBYOK_GITHUB_URL', { ...GITHUB, IBYOK_GITHUB_URL: 'http://github.example.com' }],
    ['IBYOK_GITHUB_URL', { ...GITHUB, IBYOK_GITHUB_URL: 'https://github.example.com/path' }],
    ['IBYOK_GITHUB_CLIENT_ID', { IBYOK_GITHUB_URL: 'https://github.example.com' }],
  ])('refuses %s', (name, environment) => {
    const message = refusedBy(environment);
    expect(message).toContain(name);
    expect(message).not.toContain('planted');
  });

  it('needs the address that the provider sends people back to', () => {
    for (const group of [OIDC, GITHUB])
      expect(refusedBy(group, null)).toContain('IBYOK_PUBLIC_URL is required');
  });
});
