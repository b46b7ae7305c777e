import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import { SetupRepository } from './setup.repository.js';

/** Invites whoever started the server to create the first owner. */
@Injectable()
export class SetupInvitation {
  constructor(
    @InjectConfig() private readonly config: ServerConfig,
    private readonly setup: SetupRepository,
  ) {}

  /**
   * Makes the configured setup token count, or a new one. Returns the new one, to be shown once;
   * null where it was configured (its owner has it) or setup is done.
   */
  async offer(): Promise<string | null> {
    const configured = this.config.setupToken?.reveal().toString();
    const token = configured ?? randomBytes(24).toString('base64url');
    const offered = await this.setup.offerToken(token);
    return offered && configured === undefined ? token : null;
  }
}
