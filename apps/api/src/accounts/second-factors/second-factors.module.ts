import { Module } from '@nestjs/common';
import { RecoveryCodesRepository } from './recovery-codes.repository.js';
import { SecondFactors } from './second-factors.js';
import { TotpRepository } from './totp.repository.js';
import { TotpCodes } from './totp-codes.js';

/** One-time codes and recovery codes. */
@Module({
  providers: [SecondFactors, TotpCodes, TotpRepository, RecoveryCodesRepository],
  exports: [SecondFactors, TotpCodes, RecoveryCodesRepository],
})
export class SecondFactorsModule {}
