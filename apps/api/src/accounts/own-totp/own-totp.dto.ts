import { ApiProperty } from '@nestjs/swagger';
import { IsCode, IsKnownPassword } from '../accounts.dto.js';

/** Whether the account asks for one-time codes. */
export class TotpState {
  @ApiProperty()
  enabled: boolean;

  @ApiProperty({ description: 'How many recovery codes have not been used.' })
  recoveryCodesLeft: number;
}

export class TotpBeginning {
  @IsKnownPassword()
  password: string;
}

/** A secret for an authenticator app, shown here and never again. It counts once a code of it was confirmed. */
export class BegunTotp {
  @ApiProperty({ description: 'Base32, for an app that takes no QR code.' })
  secret: string;

  @ApiProperty({ description: 'An otpauth:// address, for a QR code.' })
  uri: string;
}

export class TotpConfirmation {
  @IsCode()
  code: string;
}

/** The password, and a code of the app or a recovery code. */
export class ProvedTotpChange extends TotpBeginning {
  @IsCode()
  code: string;
}

/** Ten codes for a lost device, each good once; shown here and never again. */
export class RecoveryCodes {
  @ApiProperty({ type: [String] })
  recoveryCodes: readonly string[];
}
