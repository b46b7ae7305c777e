import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts.module.js';
import { TenantSwitchService } from './tenant-switch.service.js';
import { TenantsController } from './tenants.controller.js';
import { TenantsRepository } from './tenants.repository.js';
import { TenantsService } from './tenants.service.js';

/** The workspaces of one person. */
@Module({
  imports: [AccountsModule],
  controllers: [TenantsController],
  providers: [TenantSwitchService, TenantsRepository, TenantsService],
})
export class TenantsModule {}
