import { Module } from '@nestjs/common';
import { ServerAddress } from '../../http/server-address.js';
import { LimitsModule } from '../../limits/limits.module.js';
import { MailModule } from '../../mail/mail.module.js';
import { AccountsModule } from '../accounts.module.js';
import { MembersModule } from '../members/members.module.js';
import { AcceptanceController } from './acceptance.controller.js';
import { AcceptanceService } from './acceptance.service.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsService } from './invitations.service.js';
import { InvitedAccounts } from './invited-accounts.js';
import { InvitingService } from './inviting.service.js';
import { Joining } from './joining.js';
import { OfferedInvitationsRepository } from './offered-invitations.repository.js';

/** Invitations to a workspace, from their link to the membership. */
@Module({
  imports: [AccountsModule, LimitsModule, MailModule, MembersModule],
  controllers: [InvitationsController, AcceptanceController],
  providers: [
    AcceptanceService,
    InvitationsService,
    InvitingService,
    InvitedAccounts,
    Joining,
    OfferedInvitationsRepository,
    ServerAddress,
  ],
  exports: [Joining, OfferedInvitationsRepository],
})
export class InvitationsModule {}
