import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';

/**
 * Names an account where its address must not stand: in counts of attempts and in a browser's cookie.
 * HMAC-SHA-256 under a key of the session secret, so that a dump does not tell who tried to sign in.
 */
@Injectable()
export class AccountDigest {
  readonly #key: Buffer;

  constructor(@InjectConfig() { sessionSecret }: ServerConfig) {
    this.#key = createHmac('sha256', sessionSecret.reveal()).update('ibyok account digest').digest();
  }

  /** Takes an e-mail address as accounts are looked up by it; returns 22 characters. */
  of(emailNormalized: string): string {
    const digest = createHmac('sha256', this.#key).update(emailNormalized).digest();
    return digest.subarray(0, 16).toString('base64url');
  }
}
