import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import { applicationOptions } from './data-source-options.js';
import { MigrationState } from './migration-state.js';
import { TenantDatabase } from './tenant-database.js';

/** Offers the application's data source and the tenant transactions on it. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [CONFIG],
      useFactory: ({ databaseUrl }: ServerConfig) => ({
        ...applicationOptions(databaseUrl.reveal().toString()),
        autoLoadEntities: true,
        retryAttempts: 0,
      }),
    }),
  ],
  providers: [MigrationState, TenantDatabase],
  exports: [MigrationState, TenantDatabase],
})
export class DatabaseModule {}
