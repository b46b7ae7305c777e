import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { ROLES, type Role } from '../../access/role.js';

/** A workspace of the person who asks. */
export class OwnTenant {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: ROLES })
  role: Role;
}

export class TenantChoice {
  @ApiProperty({ maxLength: 100 })
  @IsString({ message: 'must be a text' })
  @MaxLength(100, { message: 'must have at most 100 characters' })
  tenantId: string;
}
