import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountEntity, MembershipEntity, TenantEntity } from './accounts.entities.js';
import { AccountsRepository } from './accounts.repository.js';
import { Passwords } from './passwords.js';
import { SessionController } from './session.controller.js';
import { SessionsService } from './sessions.service.js';
import { SetupController } from './setup.controller.js';
import { SetupRepository } from './setup.repository.js';
import { SetupService } from './setup.service.js';
import { SetupInvitation } from './setup-invitation.js';

/** People: the first owner, sign-in and sign-out. */
@Module({
  imports: [TypeOrmModule.forFeature([TenantEntity, AccountEntity, MembershipEntity])],
  controllers: [SetupController, SessionController],
  providers: [AccountsRepository, Passwords, SessionsService, SetupInvitation, SetupRepository, SetupService],
  exports: [SetupInvitation],
})
export class AccountsModule {}
