import { isDeepStrictEqual } from 'node:util';
import { ENVIRONMENTS, type Overrides } from '@ibyok/mode-resolution';
import { Injectable } from '@nestjs/common';
import { entryOf, type Person } from '../access/person.js';
import { AuditLog } from '../audit/audit-log.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { GuardrailsService } from '../guardrails/guardrails.service.js';
import type { Key, OverridesChange } from './key.dto.js';
import type { KeyEntity } from './key.entities.js';
import { overridesOf } from './key-overrides.js';
import { KeyViews } from './key-views.js';
import { KeysRepository } from './keys.repository.js';

/** What a key says about each environment. */
@Injectable()
export class OverridesService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly keys: KeysRepository,
    private readonly views: KeyViews,
    private readonly guardrails: GuardrailsService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Changes some overrides of keys, each with its record; returns the keys in the order asked for. Refuses the
   * whole where a guardrail forbids it (409) or one of the keys is not there (404).
   */
  async change(person: Person, ids: readonly string[], change: OverridesChange): Promise<Key[]> {
    const { tenantId } = person;
    return this.database.inTenant(tenantId, async (manager) => {
      const keys = await this.keys.getAllForChange(manager, tenantId, ids);
      for (const environment of ENVIRONMENTS) {
        const override = change[environment];
        if (override && override !== 'inherit') this.guardrails.assertMayChoose(environment, override);
      }
      const changes = keys.map((key) => ({ key, before: overridesOf(key), after: changed(key, change) }));
      const differing = changes.filter(({ before, after }) => !isDeepStrictEqual(before, after));
      await this.keys.changeOverrides(
        manager,
        tenantId,
        differing.map(({ key }) => key.id),
        change,
      );
      await this.audit.appendAllWithin(
        manager,
        differing.map(({ key, before, after }) => ({
          ...entryOf(person),
          action: 'override.changed',
          outcome: 'allowed',
          keyId: key.id,
          detail: { before, after },
        })),
      );
      const views = await this.views.of(manager, tenantId, keys);
      return changes.map(({ after }, index) => ({ ...(views[index] as Key), overrides: after }));
    });
  }
}

function changed(key: KeyEntity, change: OverridesChange): Overrides {
  const before = overridesOf(key);
  return {
    development: change.development ?? before.development,
    staging: change.staging ?? before.staging,
    production: change.production ?? before.production,
  };
}
