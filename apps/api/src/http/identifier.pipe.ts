import { Injectable, type PipeTransform } from '@nestjs/common';

/** What ids and slugs are made of. */
const IDENTIFIER = /^[A-Za-z0-9_-]{1,100}$/;

/** Reads an id or a slug from a path; what can be none becomes a text that nothing has, and is not found. */
@Injectable()
export class IdentifierFromPath implements PipeTransform<string, string> {
  transform(text: string): string {
    return identifierFrom(text);
  }
}

/** The text itself where it can be an id or a slug, else an empty one. */
export function identifierFrom(text: string): string {
  return IDENTIFIER.test(text) ? text : '';
}
