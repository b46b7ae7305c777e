import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, registerDecorator } from 'class-validator';

const MAX_VALUE_BYTES = 16 * 1024;

/** Four characters of a short value would be too much of it. */
const MIN_LENGTH_TO_SHOW = 12;

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

/** The characters of a value that may be shown: the last four, or none of a short value. */
export function lastFourOf(value: string): string {
  const characters = Array.from(value);
  return characters.length < MIN_LENGTH_TO_SHOW ? '' : characters.slice(-4).join('');
}

function HasValueSize(): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'hasValueSize',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' && value.trim() !== '' && Buffer.byteLength(value) <= MAX_VALUE_BYTES,
        defaultMessage: () => 'must not be blank, and have at most 16 KiB',
      },
    });
}
