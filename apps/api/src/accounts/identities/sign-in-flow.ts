import '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { FastifyReply } from 'fastify';
import { InjectConfig } from '../../config/config.module.js';
import type { ServerConfig } from '../../config/server-config.js';
import type { FlowChecks } from './identity-provider.js';

/** Seconds: time to sign in at the provider. */
const LIFETIME = 600;
const AUDIENCE = 'sign-in flow';
const PATH = '/api/sign-in';

/** What somebody who is sent to a provider is about to do. */
export type FlowPurpose =
  | { readonly kind: 'sign_in'; readonly invitationToken: string | null }
  | { readonly kind: 'link'; readonly sessionId: string; readonly tenantId: string };

/** A browser that was sent to a provider, and why. */
export interface SignInFlow {
  readonly provider: string;
  readonly checks: FlowChecks;
  readonly purpose: FlowPurpose;
}

/**
 * Keeps a flow in the browser that began it, signed (HS256). SameSite=Lax, as the provider's page sends the
 * browser back; the session's own cookie stays Strict.
 */
@Injectable()
export class SignInFlowCookie {
  readonly #name = 'ibyok_sign_in';
  readonly #secure: boolean;

  constructor(
    @InjectConfig() config: ServerConfig,
    private readonly jwt: JwtService,
  ) {
    this.#secure = config.publicUrl?.startsWith('https:') ?? false;
  }

  /** Hands a flow to the browser, in the place of another one. */
  set(reply: FastifyReply, flow: SignInFlow): void {
    const token = this.jwt.sign({ flow }, { expiresIn: LIFETIME, audience: AUDIENCE });
    void reply.setCookie(this.#name, token, { ...this.options(), maxAge: LIFETIME });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.#name, this.options());
  }

  /** Null where the cookies hold none that this server signed in the last ten minutes. */
  read(cookies: Readonly<Record<string, string | undefined>>): SignInFlow | null {
    const token = cookies[this.#name];
    if (!token) return null;
    try {
      return this.jwt.verify<{ flow: SignInFlow }>(token, { audience: AUDIENCE }).flow;
    } catch {
      return null;
    }
  }

  private options() {
    return { httpOnly: true, sameSite: 'lax', path: PATH, secure: this.#secure } as const;
  }
}
