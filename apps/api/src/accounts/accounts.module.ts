import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountEntity, MembershipEntity, TenantEntity } from './accounts.entities.js';
import { AccountsRepository } from './accounts.repository.js';
import { NewOwners } from './new-owners.js';
import { Passwords } from './passwords.js';
import { SessionController } from './session.controller.js';
import { SessionsService } from './sessions.service.js';
import { SetupController } from './setup.controller.js';
import { SetupRepository } from './setup.repository.js';
import { SetupService } from './setup.service.js';
import { SetupInvitation } from './setup-invitation.js';
import { SignupController } from './signup.controller.js';
import { SignupService } from './signup.service.js';

/** People: the first owner, sign-in and sign-out. */
@Module({
  imports: [TypeOrmModule.forFeature([TenantEntity, AccountEntity, MembershipEntity])],
  controllers: [SetupController, SessionController, SignupController],
  providers: [
    NewOwners,
    SignupService,
    AccountsRepository,
    Passwords,
    SessionsService,
    SetupInvitation,
    SetupRepository,
    SetupService,
  ],
  exports: [AccountsRepository, Passwords, SessionsService, SetupInvitation],
})
export class AccountsModule {}
