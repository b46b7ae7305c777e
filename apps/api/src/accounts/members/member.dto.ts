import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ROLES, type Role } from '../../access/role.js';
import { IsRole } from '../role-field.js';

/** A person of the workspace. */
@ApiSchema({ name: 'Member' })
export class MemberView {
  @ApiProperty({ description: "The account's id." })
  id: string;

  @ApiProperty()
  email: string;

  @ApiProperty({ enum: ROLES })
  role: Role;

  @ApiProperty({ format: 'date-time' })
  joinedAt: string;

  @ApiProperty({ description: 'True for whoever asks.' })
  isYou: boolean;
}

export class MemberChanges {
  @IsRole()
  role: Role;
}
