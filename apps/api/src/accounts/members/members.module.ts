import { Module } from '@nestjs/common';
import { InvitationsRepository } from '../invitations/invitations.repository.js';
import { MembersController } from './members.controller.js';
import { MembersRepository } from './members.repository.js';
import { MembersService } from './members.service.js';

/** Who belongs to a workspace, with which role. */
@Module({
  controllers: [MembersController],
  providers: [InvitationsRepository, MembersRepository, MembersService],
  exports: [InvitationsRepository, MembersRepository],
})
export class MembersModule {}
