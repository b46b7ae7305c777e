import { ApiProperty } from '@nestjs/swagger';
import { IsKnownPassword, IsNewPassword } from '../accounts.dto.js';

export class PasswordChange {
  @IsKnownPassword()
  currentPassword: string;

  @IsNewPassword()
  newPassword: string;
}

/** A place where the account is signed in. */
export class OwnSession {
  @ApiProperty()
  id: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt: string;

  @ApiProperty({ description: 'The address it was opened from.' })
  ip: string;

  @ApiProperty({ type: String, nullable: true, description: 'What the browser said of itself.' })
  userAgent: string | null;

  @ApiProperty({ description: 'True for the session that asks.' })
  isThis: boolean;
}
