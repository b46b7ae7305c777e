import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import { applicationOptions } from './data-source-options.js';
import { FetchConnection } from './fetch-connection.js';
import { MigrationState } from './migration-state.js';
import { POOLS } from './pools.js';
import { TenantDatabase } from './tenant-database.js';

/** Offers the application's data sources and the tenant transactions on them. */
@Global()
@Module({
  imports: POOLS.map(({ name, size }) =>
    TypeOrmModule.forRootAsync({
      name,
      inject: [CONFIG],
      useFactory: ({ databaseUrl }: ServerConfig) => ({
        ...applicationOptions(databaseUrl.reveal().toString(), size),
        autoLoadEntities: true,
        // A first connection that is slow or not there yet is no reason not to start.
        retryAttempts: 5,
        retryDelay: 1_000,
      }),
    }),
  ),
  providers: [FetchConnection, MigrationState, TenantDatabase],
  exports: [FetchConnection, MigrationState, TenantDatabase],
})
export class DatabaseModule {}
