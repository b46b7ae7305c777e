import { inspect } from 'node:util';
import { ConfigError } from './config-error.js';
import { readSmtp, type SmtpConfig } from './smtp.js';
import { Variables } from './variables.js';

const URL = 'smtps://vault:planted-password@mail.example.com:465';
const FROM = 'IBYOK <ibyok@example.com>';

function read(environment: Record<string, string>): SmtpConfig | null | readonly string[] {
  const variables = new Variables(environment);
  const smtp = readSmtp(variables);
  try {
    variables.throwIfRefused();
    return smtp;
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
}

describe('readSmtp', () => {
  it('is null where nothing is set', () => expect(read({})).toBeNull());

  it.each([FROM, 'ibyok@example.com'])('takes both, from %s, and shows no password', (from) => {
    const smtp = read({ IBYOK_SMTP_URL: URL, IBYOK_SMTP_FROM: from });
    expect(smtp).toMatchObject({ from });
    expect(inspect(smtp, { depth: 9, showHidden: true })).not.toContain('planted-password');
  });

  it.each<[string, Record<string, string>]>([
    ['IBYOK_SMTP_FROM', { IBYOK_SMTP_URL: URL }],
    ['IBYOK_SMTP_URL', { IBYOK_SMTP_FROM: FROM }],
    ['IBYOK_SMTP_URL', { IBYOK_SMTP_URL: '', IBYOK_SMTP_FROM: FROM }],
    ['IBYOK_SMTP_URL', { IBYOK_SMTP_URL: 'https://planted-password@x', IBYOK_SMTP_FROM: FROM }],
    ['IBYOK_SMTP_URL', { IBYOK_SMTP_URL: `${URL}?tls.rejectUnauthorized=false`, IBYOK_SMTP_FROM: FROM }],
    ['IBYOK_SMTP_URL', { IBYOK_SMTP_URL: 'smtp://a:%zz@x', IBYOK_SMTP_FROM: FROM }],
    ['IBYOK_SMTP_URL_FILE', { IBYOK_SMTP_URL_FILE: '/nowhere/at-all', IBYOK_SMTP_FROM: FROM }],
    ['IBYOK_SMTP_FROM', { IBYOK_SMTP_URL: URL, IBYOK_SMTP_FROM: 'a@b, c@d' }],
    ['IBYOK_SMTP_FROM', { IBYOK_SMTP_URL: URL, IBYOK_SMTP_FROM: 'a@b\r\nBcc: c@d' }],
  ])('refuses %s of %j in one line without its value', (variable, environment) => {
    const lines = read(environment);
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^${variable} `))]);
    expect(String(lines)).not.toContain('planted-password');
  });
});
