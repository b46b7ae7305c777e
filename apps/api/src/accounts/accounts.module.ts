import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LimitsModule } from '../limits/limits.module.js';
import { AccountProof } from './account-proof.js';
import { AccountEntity, MembershipEntity, TenantEntity } from './accounts.entities.js';
import { AccountsRepository } from './accounts.repository.js';
import { HashingThreads } from './hashing-threads.js';
import { NewOwners } from './new-owners.js';
import { PasswordProof } from './password-proof.js';
import { Passwords } from './passwords.js';
import { SecondFactorsModule } from './second-factors/second-factors.module.js';
import { SessionController } from './session.controller.js';
import { SessionsService } from './sessions.service.js';
import { SetupController } from './setup.controller.js';
import { SetupRepository } from './setup.repository.js';
import { SetupService } from './setup.service.js';
import { SetupInvitation } from './setup-invitation.js';
import { SignInService } from './sign-in.service.js';
import { SignupController } from './signup.controller.js';
import { SignupService } from './signup.service.js';

/** People: the first owner, sign-in and sign-out. */
@Module({
  imports: [
    LimitsModule,
    SecondFactorsModule,
    TypeOrmModule.forFeature([TenantEntity, AccountEntity, MembershipEntity]),
  ],
  controllers: [SetupController, SessionController, SignupController],
  providers: [
    AccountProof,
    NewOwners,
    SignupService,
    AccountsRepository,
    PasswordProof,
    HashingThreads,
    Passwords,
    SessionsService,
    SignInService,
    SetupInvitation,
    SetupRepository,
    SetupService,
  ],
  exports: [
    AccountProof,
    AccountsRepository,
    NewOwners,
    PasswordProof,
    Passwords,
    SessionsService,
    SetupInvitation,
  ],
})
export class AccountsModule {}
