import { Injectable, type PipeTransform } from '@nestjs/common';
import { Problem } from '../http/problem.js';

const MAX_VERSION = 2_147_483_647;

/** Reads a version's number from a path; what is no number names no version. */
@Injectable()
export class VersionNumber implements PipeTransform<string, number> {
  transform(text: string): number {
    const version = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0;
    if (version > 0 && version <= MAX_VERSION) return version;
    throw new Problem(404, 'version_not_found', 'The key has no such version.');
  }
}
