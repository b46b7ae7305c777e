import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { IsString, Matches, MaxLength, MinLength, ValidateIf } from 'class-validator';

/** A field that may be absent; unlike class-validator's IsOptional it does not take null. */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** A field that may be absent, or null for nothing. */
export const MayBeNothing = (): PropertyDecorator =>
  ValidateIf((_, value) => value !== undefined && value !== null);

/** A name people read: 1 to 100 characters, not blank, no control characters (they could forge lines). */
export const IsName = (options: ApiPropertyOptions = {}): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ minLength: 1, maxLength: 100, ...options } as ApiPropertyOptions),
    IsString({ message: 'must be a text' }),
    MinLength(1, { message: 'must not be empty' }),
    MaxLength(100, { message: 'must have at most 100 characters' }),
    Matches(/^\P{Cc}*$/u, { message: 'must not have control characters' }),
    Matches(/\S/u, { message: 'must not be blank' }),
  );

/** An id to filter by, which may be absent. */
export const IsOptionalId = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional(),
    MayBeAbsent(),
    IsString({ message: 'must be one id' }),
    Matches(/^[\w-]{1,100}$/, { message: 'must be an id' }),
  );
