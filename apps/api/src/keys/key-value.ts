import { keyValueProblem } from '@ibyok/providers';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, registerDecorator } from 'class-validator';

/** A provider key's value: 1 byte to 16 KiB of UTF-8, kept byte for byte. */
export const IsKeyValue = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      format: 'password',
      minLength: 1,
      description: 'At most 16 KiB. No answer ever holds it.',
    }),
    HasValueSize(),
    IsString({ message: 'must be a text' }),
  );

function HasValueSize(): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'hasValueSize',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => typeof value === 'string' && keyValueProblem(value) === null,
        defaultMessage: () => 'must not be blank, and have at most 16 KiB',
      },
    });
}
