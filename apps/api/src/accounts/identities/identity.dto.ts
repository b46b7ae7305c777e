import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../../http/fields.js';
import { IsKnownPassword, IsOptionalCode } from '../accounts.dto.js';
import { PROVIDER_IDS, type ProviderId } from './identity-provider.js';

const MAX_TOKEN = 100;

/** A provider by which people may sign in. */
export class SignInProvider {
  @ApiProperty({ enum: PROVIDER_IDS })
  id: ProviderId;

  @ApiProperty({ description: 'What stands on its button.' })
  name: string;
}

export class SignInProviderList {
  @ApiProperty({ type: [SignInProvider] })
  items: readonly SignInProvider[];
}

export class ProviderSignIn {
  @ApiProperty({
    required: false,
    maxLength: MAX_TOKEN,
    description: 'Accepts this invitation by the provider.',
  })
  @MayBeAbsent()
  @IsString({ message: 'must be a text' })
  @MaxLength(MAX_TOKEN, { message: `must have at most ${MAX_TOKEN} characters` })
  invitationToken?: string;
}

/** Where to send the browser. */
export class ProviderLocation {
  @ApiProperty()
  location: string;
}

/** Proves the account before an identity is linked to it. */
export class NewIdentity {
  @ApiProperty({ enum: PROVIDER_IDS })
  @IsIn(PROVIDER_IDS, { message: `must be one of ${PROVIDER_IDS.join(', ')}` })
  provider: ProviderId;

  @IsKnownPassword('Required where the account has one.')
  @ApiProperty({ required: false })
  @MayBeAbsent()
  password?: string;

  @IsOptionalCode()
  code?: string;
}

/** Who the account is at a provider. */
export class OwnIdentity {
  @ApiProperty()
  id: string;

  @ApiProperty({ enum: PROVIDER_IDS })
  provider: ProviderId;

  @ApiProperty()
  name: string;

  @ApiProperty({ format: 'date-time' })
  linkedAt: string;
}

/** How the account can be signed in to. */
export class OwnIdentities {
  @ApiProperty()
  hasPassword: boolean;

  @ApiProperty({ type: [OwnIdentity] })
  items: readonly OwnIdentity[];
}
