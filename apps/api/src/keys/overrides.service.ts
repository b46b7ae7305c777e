import { isDeepStrictEqual } from 'node:util';
import { ENVIRONMENTS, type Overrides } from '@ibyok/mode-resolution';
import { Injectable } from '@nestjs/common';
import { entryOf, type Person } from '../access/person.js';
import { AuditLog } from '../audit/audit-log.js';
import { LastReadsRepository } from '../audit/last-reads.repository.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { GuardrailsService } from '../guardrails/guardrails.service.js';
import type { Key, OverridesChange } from './key.dto.js';
import { overridesOf, toKey } from './key-view.js';
import { KeysRepository } from './keys.repository.js';

/** What a key says about each environment. */
@Injectable()
export class OverridesService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly keys: KeysRepository,
    private readonly lastReads: LastReadsRepository,
    private readonly guardrails: GuardrailsService,
    private readonly audit: AuditLog,
  ) {}

  /** Changes some overrides, with their record; refuses what a guardrail forbids (409). */
  async change(person: Person, id: string, change: OverridesChange): Promise<Key> {
    const { tenantId } = person;
    return this.database.inTenant(tenantId, async (manager) => {
      const key = await this.keys.getForChange(manager, tenantId, id);
      for (const environment of ENVIRONMENTS) {
        const override = change[environment];
        if (override && override !== 'inherit') this.guardrails.assertMayChoose(environment, override);
      }
      const before = overridesOf(key);
      const after: Overrides = {
        development: change.development ?? before.development,
        staging: change.staging ?? before.staging,
        production: change.production ?? before.production,
      };
      const changed = {
        overrideDevelopment: after.development,
        overrideStaging: after.staging,
        overrideProduction: after.production,
      };
      if (!isDeepStrictEqual(before, after)) {
        await this.keys.update(manager, key, changed);
        await this.audit.appendWithin(manager, {
          ...entryOf(person),
          action: 'override.changed',
          outcome: 'allowed',
          keyId: id,
          detail: { before, after },
        });
      }
      const lastUsed = await this.lastReads.of(manager, tenantId, [id]);
      return toKey({ ...key, ...changed }, lastUsed.get(id) ?? null);
    });
  }
}
