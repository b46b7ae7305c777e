import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { ROLES, type Role } from '../../access/role.js';
import { IsKnownPassword, IsOptionalCode } from '../accounts.dto.js';
import { IsEmailAddress } from '../email-address.js';
import { IsRole } from '../role-field.js';

/** 32 bytes in base64url have 43 characters. */
const MAX_TOKEN = 100;

export class NewInvitation {
  @IsEmailAddress()
  email: string;

  @IsRole()
  role: Role;
}

/** An open invitation. */
export class Invitation {
  @ApiProperty()
  id: string;

  @ApiProperty()
  email: string;

  @ApiProperty({ enum: ROLES })
  role: Role;

  @ApiProperty({ description: 'The e-mail address of whoever sent it.' })
  invitedBy: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt: string;
}

/** An invitation just made. */
export class CreatedInvitation {
  @ApiProperty()
  id: string;

  @ApiProperty()
  email: string;

  @ApiProperty({ enum: ROLES })
  role: Role;

  @ApiProperty({ format: 'date-time' })
  expiresAt: string;

  @ApiProperty({ description: 'The token itself: shown here and never again.' })
  invitationToken: string;

  @ApiProperty({ description: 'The page that takes it. The token is behind the #, which no server sees.' })
  link: string;

  @ApiProperty({ description: 'True where the link was also sent by e-mail.' })
  emailed: boolean;
}

export class InvitationReference {
  @ApiProperty({ maxLength: MAX_TOKEN })
  @IsString({ message: 'must be a text' })
  @MaxLength(MAX_TOKEN, { message: `must have at most ${MAX_TOKEN} characters` })
  invitationToken: string;
}

/** What an invitation is to whoever holds its token. */
export class OfferedInvitation {
  @ApiProperty()
  email: string;

  @ApiProperty()
  tenantName: string;

  @ApiProperty({ enum: ROLES })
  role: Role;

  @ApiProperty({ format: 'date-time' })
  expiresAt: string;

  @ApiProperty({
    description: "True where the address has an account: accepting takes that account's password.",
  })
  hasAccount: boolean;
}

export class AcceptedInvitation extends InvitationReference {
  @IsKnownPassword("The account's password, or the one that a new account is to have.")
  password: string;

  @IsOptionalCode()
  code?: string;
}
