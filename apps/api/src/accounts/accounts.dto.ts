import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { ROLES, type Role } from '../access/role.js';
import { IsName, MayBeAbsent } from '../http/fields.js';
import { IsEmailAddress } from './email-address.js';

/** NIST SP 800-63B-4, 3.1.1.2: 15 characters or more where a password is the only factor. */
export const MIN_PASSWORD = 15;
export const MAX_PASSWORD = 1000;
const MAX_CODE = 100;

/** A code that somebody types: six digits, or a recovery code, with spaces as they please. */
export const IsCode = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      maxLength: MAX_CODE,
      description: 'Six digits of the authenticator app, or a recovery code.',
    }),
    IsString({ message: 'must be a text' }),
    MaxLength(MAX_CODE, { message: `must have at most ${MAX_CODE} characters` }),
  );

/** A code that only accounts with one-time codes need. */
export const IsOptionalCode = (): PropertyDecorator =>
  applyDecorators(IsCode(), ApiProperty({ required: false }), MayBeAbsent());

/** The password that an account has. */
export const IsKnownPassword = (description?: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ maxLength: MAX_PASSWORD, ...(description === undefined ? {} : { description }) }),
    IsString({ message: 'must be a text' }),
    MaxLength(MAX_PASSWORD, { message: `must have at most ${MAX_PASSWORD} characters` }),
  );

/** A password that somebody chooses; how easy it is to guess is tested apart. */
export const IsNewPassword = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ minLength: MIN_PASSWORD, maxLength: MAX_PASSWORD }),
    IsString({ message: 'must be a text' }),
    MinLength(MIN_PASSWORD, { message: `must have at least ${MIN_PASSWORD} characters` }),
    MaxLength(MAX_PASSWORD, { message: `must have at most ${MAX_PASSWORD} characters` }),
  );

export class SetupState {
  @ApiProperty({ description: 'True until the first owner exists.' })
  needed: boolean;
}

export class SignupState {
  @ApiProperty({ description: 'True where anyone may create a workspace of their own.' })
  open: boolean;
}

/** Who is to own a workspace of their own. */
export class SignupBody {
  @IsEmailAddress()
  email: string;

  @IsNewPassword()
  password: string;

  @IsName({ description: 'The name of the workspace.' })
  tenantName: string;
}

export class SetupBody extends SignupBody {
  @ApiProperty({ description: 'The one-time token from the server, printed at its start.' })
  @IsString({ message: 'must be a text' })
  @MaxLength(1000, { message: 'must have at most 1000 characters' })
  setupToken: string;
}

export class SignInBody {
  @ApiProperty()
  @IsString({ message: 'must be a text' })
  @MaxLength(254, { message: 'must have at most 254 characters' })
  email: string;

  @IsKnownPassword()
  password: string;

  @IsOptionalCode()
  code?: string;
}

export class SessionAccount {
  @ApiProperty()
  id: string;

  @ApiProperty()
  email: string;
}

export class SessionTenant {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;
}

/** Who is signed in. */
export class Session {
  @ApiProperty()
  account: SessionAccount;

  @ApiProperty()
  tenant: SessionTenant;

  @ApiProperty({ enum: ROLES })
  role: Role;
}
