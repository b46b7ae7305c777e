import '@fastify/cookie';
import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { FastifyReply } from 'fastify';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import type { Browser } from './browser.js';

/** Seconds. Half a year: a browser that is used at all is known when it is needed. */
const LIFETIME = 180 * 24 * 60 * 60;
const AUDIENCE = 'device';
/** People who sign in by one browser, at most; the latest are kept. */
const MAX_ACCOUNTS = 8;

interface Device {
  readonly id: string;
  /** Digests of the accounts that signed in by it, latest first. */
  readonly accounts: readonly string[];
}

/**
 * Tells a browser that signed in before from a stranger's (OWASP, Slow Down Online Guessing Attacks with
 * Device Cookies). It opens nothing: it only has a budget of attempts of its own.
 */
@Injectable()
export class DeviceCookie {
  readonly #name: string;
  readonly #secure: boolean;

  constructor(
    @InjectConfig() config: ServerConfig,
    private readonly jwt: JwtService,
  ) {
    this.#secure = config.publicUrl?.startsWith('https:') ?? false;
    this.#name = this.#secure ? '__Host-ibyok_device' : 'ibyok_device';
  }

  /** Notes in the browser that an account, by its digest, signed in. */
  remember(reply: FastifyReply, account: string): void {
    const known = this.read(reply.request.cookies);
    const accounts = [account, ...(known?.accounts ?? []).filter((other) => other !== account)];
    const id = known?.id ?? randomBytes(16).toString('base64url');
    const token = this.jwt.sign(
      { did: id, acc: accounts.slice(0, MAX_ACCOUNTS) },
      { expiresIn: LIFETIME, audience: AUDIENCE },
    );
    const options = { httpOnly: true, sameSite: 'strict', path: '/', secure: this.#secure } as const;
    void reply.setCookie(this.#name, token, { ...options, maxAge: LIFETIME });
  }

  /** The id of a browser by which this account signed in before; null for every other one. */
  idOf({ cookies }: Pick<Browser, 'cookies'>, account: string): string | null {
    const device = this.read(cookies);
    return device?.accounts.includes(account) ? device.id : null;
  }

  private read(cookies: Browser['cookies']): Device | null {
    const token = cookies[this.#name];
    if (!token) return null;
    try {
      const { did, acc } = this.jwt.verify<{ did?: unknown; acc?: unknown }>(token, { audience: AUDIENCE });
      const whole =
        typeof did === 'string' && Array.isArray(acc) && acc.every((one) => typeof one === 'string');
      return whole ? { id: did, accounts: acc } : null;
    } catch {
      return null;
    }
  }
}
