import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { pino } from 'pino';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import type { SmtpConfig } from '../config/smtp.js';

/** One message of plain text. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Milliseconds: for each step of the conversation with the mail server, and for all of it. */
const STEP_TIMEOUT = 4_000;
const WHOLE_TIMEOUT = 8_000;

/** Sends e-mail by SMTP (RFC 5321), where IBYOK_SMTP_URL says through which server. */
@Injectable()
export class OutgoingMail {
  readonly #smtp: SmtpConfig | null;
  readonly #logger = pino({ level: 'warn' });

  constructor(@InjectConfig() { smtp }: ServerConfig) {
    this.#smtp = smtp;
  }

  get isConfigured(): boolean {
    return this.#smtp !== null;
  }

  /**
   * True once the mail server has taken the message. False where none is configured, and where it could not
   * be sent: the log then has the error's code and the request's id, nothing of the message.
   */
  async send(mail: Mail, requestId: string): Promise<boolean> {
    if (!this.#smtp) return false;
    const transport = connectionTo(this.#smtp);
    try {
      await within(WHOLE_TIMEOUT, deliver(transport, this.#smtp.from, mail));
      return true;
    } catch (error) {
      const { code, responseCode } = error as { readonly code?: unknown; readonly responseCode?: unknown };
      this.#logger.warn({ requestId, code, responseCode }, 'e-mail not sent');
      return false;
    } finally {
      transport.close();
    }
  }
}

/** TLS, verified: from the start (smtps), or by STARTTLS; only to this machine itself it may be missing. */
function connectionTo({ url }: SmtpConfig): Transporter {
  const { protocol, hostname, port, username, password } = new URL(url.reveal().toString());
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return createTransport({
    host,
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    requireTLS: !isLoopback(host),
    auth: username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined,
    connectionTimeout: STEP_TIMEOUT,
    greetingTimeout: STEP_TIMEOUT,
    socketTimeout: STEP_TIMEOUT,
    dnsTimeout: STEP_TIMEOUT,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

async function deliver(transport: Transporter, from: string, { to, subject, text }: Mail): Promise<void> {
  // As an object, the address is taken whole: a comma in it makes no second recipient.
  await transport.sendMail({ from, to: { name: '', address: to }, subject, text });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('too late'), { code: 'ETIMEDOUT' })),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
