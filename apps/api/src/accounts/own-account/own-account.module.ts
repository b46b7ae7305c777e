import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts.module.js';
import { OwnAccountController } from './own-account.controller.js';
import { OwnSessionsRepository } from './own-sessions.repository.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { PasswordChangeService } from './password-change.service.js';
import { PasswordReplacement } from './password-replacement.js';

/** A person's own account: its password, and where it is signed in. */
@Module({
  imports: [AccountsModule],
  controllers: [OwnAccountController],
  providers: [OwnSessionsRepository, OwnSessionsService, PasswordChangeService, PasswordReplacement],
  exports: [OwnSessionsRepository],
})
export class OwnAccountModule {}
