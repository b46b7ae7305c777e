import '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { FastifyReply } from 'fastify';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import { DeviceCookie } from './device-cookie.js';

/** Seconds. A working day: long enough not to interrupt, short enough not to be forgotten. */
export const SESSION_LIFETIME = 12 * 60 * 60;

/** What the cookie names; whether the session still stands is the database's to say. */
export interface SessionClaims {
  readonly sessionId: string;
  readonly tenantId: string;
}

/** A session just opened: what its cookie claims, what its answer shows, and whose it is. */
export interface HandedSession<View> {
  readonly claims: SessionClaims;
  readonly session: View;
  /** The account's digest. */
  readonly account: string;
}

/** Writes and reads the session's cookie: a signed JWT (RFC 7519, HS256) that names a session row. */
@Injectable()
export class SessionCookie {
  readonly #name: string;
  readonly #secure: boolean;

  constructor(
    @InjectConfig() config: ServerConfig,
    private readonly jwt: JwtService,
    private readonly device: DeviceCookie,
  ) {
    this.#secure = config.publicUrl?.startsWith('https:') ?? false;
    this.#name = this.#secure ? '__Host-ibyok_session' : 'ibyok_session';
  }

  /** Hands the session to the browser: not to its scripts, and not to other sites' requests. */
  private set(reply: FastifyReply, { sessionId, tenantId }: SessionClaims): void {
    const token = this.jwt.sign({ sid: sessionId, tid: tenantId }, { expiresIn: SESSION_LIFETIME });
    void reply.setCookie(this.#name, token, { ...this.options(), maxAge: SESSION_LIFETIME });
  }

  /** Hands an opened session to the browser, and returns what its answer shows. */
  hand<View>(reply: FastifyReply, { claims, session, account }: HandedSession<View>): View {
    this.set(reply, claims);
    this.device.remember(reply, account);
    return session;
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.#name, this.options());
  }

  /** What a request's cookies claim, or null where they hold no cookie that this server signed. */
  async read(cookies: Readonly<Record<string, string | undefined>>): Promise<SessionClaims | null> {
    const token = cookies[this.#name];
    if (!token) return null;
    try {
      const { sid, tid } = await this.jwt.verifyAsync<{ sid?: unknown; tid?: unknown }>(token);
      return typeof sid === 'string' && typeof tid === 'string' ? { sessionId: sid, tenantId: tid } : null;
    } catch {
      return null;
    }
  }

  private options() {
    return { httpOnly: true, sameSite: 'strict', path: '/', secure: this.#secure } as const;
  }
}
