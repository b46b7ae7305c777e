import { isDeepStrictEqual } from 'node:util';
import { ENVIRONMENTS, type EnvironmentDefaults } from '@ibyok/mode-resolution';
import { Injectable } from '@nestjs/common';
import { entryOf, type Person } from '../access/person.js';
import { AuditLog } from '../audit/audit-log.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { GuardrailsService } from '../guardrails/guardrails.service.js';
import { EnvironmentDefaultsRepository } from './environment-defaults.repository.js';
import type { EnvironmentDefaultsChange } from './settings.dto.js';

/** A tenant's default mode for each environment. */
@Injectable()
export class SettingsService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly defaults: EnvironmentDefaultsRepository,
    private readonly guardrails: GuardrailsService,
    private readonly audit: AuditLog,
  ) {}

  read({ tenantId }: Person): Promise<EnvironmentDefaults> {
    return this.database.inTenant(tenantId, (manager) => this.defaults.read(manager, tenantId));
  }

  /** Changes some defaults, with their record; refuses what a guardrail forbids (409). */
  async change(person: Person, change: EnvironmentDefaultsChange): Promise<EnvironmentDefaults> {
    for (const environment of ENVIRONMENTS) {
      const mode = change[environment];
      if (mode) this.guardrails.assertMayChoose(environment, mode);
    }
    const { tenantId } = person;
    return this.database.inTenant(tenantId, async (manager) => {
      const before = await this.defaults.readForChange(manager, tenantId);
      const after: EnvironmentDefaults = {
        development: change.development ?? before.development,
        staging: change.staging ?? before.staging,
        production: change.production ?? before.production,
      };
      if (isDeepStrictEqual(before, after)) return before;
      await this.defaults.write(manager, tenantId, after);
      await this.audit.appendWithin(manager, {
        ...entryOf(person),
        action: 'settings.changed',
        outcome: 'allowed',
        detail: { before, after },
      });
      return after;
    });
  }
}
