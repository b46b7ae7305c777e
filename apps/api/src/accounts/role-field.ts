import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { ROLES } from '../access/role.js';

/** A field that holds a role. */
export const IsRole = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ enum: ROLES }),
    IsIn(ROLES, { message: `must be one of "${ROLES.join('", "')}"` }),
  );
