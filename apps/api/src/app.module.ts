import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AccessModule } from './access/access.module.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { IdentitiesModule } from './accounts/identities/identities.module.js';
import { InvitationsModule } from './accounts/invitations/invitations.module.js';
import { MembersModule } from './accounts/members/members.module.js';
import { OwnAccountModule } from './accounts/own-account/own-account.module.js';
import { OwnTotpModule } from './accounts/own-totp/own-totp.module.js';
import { TenantsModule } from './accounts/tenants/tenants.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuditQueryModule } from './audit/audit-query.module.js';
import { ChangesModule } from './changes/changes.module.js';
import { ConfigModule } from './config/config.module.js';
import type { ServerConfig } from './config/server-config.js';
import { DatabaseModule } from './database/database.module.js';
import { ExternalModule } from './external/external.module.js';
import { GuardrailsModule } from './guardrails/guardrails.module.js';
import { HealthModule } from './health/health.module.js';
import { KeyringModule } from './keyring/keyring.module.js';
import { KeysModule } from './keys/keys.module.js';
import { type Observers, ObserversModule } from './observers.module.js';
import { ProvidersModule } from './providers/providers.module.js';
import { SettingsModule } from './settings/settings.module.js';
import { TokensModule } from './tokens/tokens.module.js';
import { UsageApiModule } from './usage/usage-api.module.js';

/** Served under /api, to people. */
const DASHBOARD: readonly Type[] = [
  AccountsModule,
  AuditQueryModule,
  ChangesModule,
  GuardrailsModule,
  IdentitiesModule,
  InvitationsModule,
  KeysModule,
  MembersModule,
  OwnAccountModule,
  OwnTotpModule,
  ProvidersModule,
  SettingsModule,
  TenantsModule,
  TokensModule,
  UsageApiModule,
];

/** Served under /external, to applications. */
const EXTERNAL: readonly Type[] = [ExternalModule];

/** The modules of a server, by its role. */
@Module({})
export class AppModule {
  static of(config: ServerConfig, observers: Observers): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.holding(config),
        ObserversModule.holding(observers),
        DatabaseModule,
        KeyringModule,
        AuditModule,
        HealthModule,
        ...(config.role === 'external' ? [] : [AccessModule, ...DASHBOARD]),
        ...(config.role === 'dashboard' ? [] : EXTERNAL),
      ],
    };
  }
}
