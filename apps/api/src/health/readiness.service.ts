import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { MigrationState } from '../database/migration-state.js';
import { Problem } from '../http/problem.js';
import { KeyringRegistry } from '../keyring/keyring-registry.js';
import type { HealthState } from './health.dto.js';

/** Whether requests should be sent here now: database, migrations, keyring, and not shutting down. */
@Injectable()
export class ReadinessService implements BeforeApplicationShutdown {
  #stopping = false;

  constructor(
    private readonly migrations: MigrationState,
    private readonly registry: KeyringRegistry,
  ) {}

  beforeApplicationShutdown(): void {
    this.#stopping = true;
  }

  /** Throws a 503 Problem whose code names the part that is not ready. */
  async check(): Promise<HealthState> {
    if (this.#stopping) throw new Problem(503, 'stopping', 'The server is shutting down.');
    if (await this.migrations.arePending()) {
      throw new Problem(503, 'migrations_pending', 'The database is not migrated to this version yet.');
    }
    await this.registry.assertComplete();
    return { status: 'ok' };
  }
}
