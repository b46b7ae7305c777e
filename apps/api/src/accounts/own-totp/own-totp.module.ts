import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts.module.js';
import { OwnAccountModule } from '../own-account/own-account.module.js';
import { SecondFactorsModule } from '../second-factors/second-factors.module.js';
import { AccountChanges } from './account-changes.js';
import { OwnTotpController } from './own-totp.controller.js';
import { TotpChangesService } from './totp-changes.service.js';
import { TotpEnrolmentService } from './totp-enrolment.service.js';

/** A person's own one-time codes. */
@Module({
  imports: [AccountsModule, OwnAccountModule, SecondFactorsModule],
  controllers: [OwnTotpController],
  providers: [AccountChanges, TotpChangesService, TotpEnrolmentService],
})
export class OwnTotpModule {}
