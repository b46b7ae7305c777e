import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import { TenantDatabase } from '../database/tenant-database.js';
import type { ChangesView } from './changes.dto.js';
import { ChangesRepository } from './changes.repository.js';

/** Tells a dashboard, cheaply, whether what it shows still holds. */
@Injectable()
export class ChangesService {
  /** Of what only a restart changes and the dashboard shows. */
  readonly #server: string;

  constructor(
    @InjectConfig() { guardrails }: ServerConfig,
    private readonly database: TenantDatabase,
    private readonly changes: ChangesRepository,
  ) {
    this.#server = digestOf(JSON.stringify(guardrails));
  }

  async latest(tenantId: string): Promise<ChangesView> {
    const { seq, lastFetchAt } = await this.database.inTenant(tenantId, (manager) =>
      this.changes.latest(manager, tenantId),
    );
    return { changes: digestOf(`${this.#server} ${seq}`), lastFetchAt };
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
