import { decodes } from './percent-encoding.js';
import { Secret } from './secret.js';
import type { Variables } from './variables.js';

/** The mail server that takes what this server sends, and as whom. */
export interface SmtpConfig {
  /** smtp:// or smtps://, perhaps with a user and a password. */
  readonly url: Secret;
  /** An address, perhaps with a name before it: `IBYOK <ibyok@example.com>`. */
  readonly from: string;
}

/** `a@b`, or any name and then `<a@b>`; no control characters, one address. */
const SENDER = /^(?:[^\p{Cc}<>@,;]*<[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/u;

/** Reads IBYOK_SMTP_URL and IBYOK_SMTP_FROM: both or none. */
export function readSmtp(variables: Variables): SmtpConfig | null {
  const url = variables.secretText('IBYOK_SMTP_URL');
  const from = variables.text('IBYOK_SMTP_FROM');
  if (variables.isRefused('IBYOK_SMTP_URL', 'IBYOK_SMTP_URL_FILE', 'IBYOK_SMTP_FROM')) return null;
  if (url === null && from === null) return null;
  if (url === null)
    return variables.refuse('IBYOK_SMTP_URL', '(or IBYOK_SMTP_URL_FILE) is required with IBYOK_SMTP_FROM');
  if (from === null) return variables.refuse('IBYOK_SMTP_FROM', 'is required with IBYOK_SMTP_URL');
  if (!isSmtpUrl(url)) {
    return variables.refuse(
      'IBYOK_SMTP_URL',
      'must be a URL such as smtps://user:password@mail.example.com, special characters %-encoded, without a path',
    );
  }
  if (!SENDER.test(from)) {
    return variables.refuse('IBYOK_SMTP_FROM', 'must be an address such as IBYOK <ibyok@example.com>');
  }
  return { url: new Secret(url), from };
}

function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
  const plain = /^(\/)?$/.test(pathname) && !search && !hash;
  return /^smtps?:$/.test(protocol) && hostname !== '' && plain && decodes(username) && decodes(password);
}
