import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, isEmail, Matches, MaxLength } from 'class-validator';

const MAX_LENGTH = 254;
/**
 * RFC 5321 allows spaces, line breaks and escape codes between quotes. Nobody has such an address; in a mail, a
 * file or a terminal that shows it they would forge lines.
 */
const PLAIN = /^[^\p{C}\p{Z}\s]*$/u;

/** True for what a new account or an invitation may have for its address. */
export function isEmailAddress(text: string): boolean {
  return isEmail(text) && text.length <= MAX_LENGTH && PLAIN.test(text);
}

/** A field that is an e-mail address. */
export const IsEmailAddress = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ format: 'email', maxLength: MAX_LENGTH }),
    IsEmail({}, { message: 'must be an e-mail address' }),
    MaxLength(MAX_LENGTH, { message: `must have at most ${MAX_LENGTH} characters` }),
    Matches(PLAIN, { message: 'must be an e-mail address without spaces and control characters' }),
  );
