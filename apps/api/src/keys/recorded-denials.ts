import { Injectable } from '@nestjs/common';
import { assertRole } from '../access/assert-role.js';
import { entryOf, type Person } from '../access/person.js';
import type { AuditAction } from '../audit/audit-entry.js';
import { AuditLog } from '../audit/audit-log.js';
import { Problem } from '../http/problem.js';
import type { KeyAuthor } from './key-author.js';

/** Whoever tries something with a key's value that they may not, or with no key of theirs, is on record. */
@Injectable()
export class RecordedDenials {
  constructor(private readonly audit: AuditLog) {}

  /** Does what needs the role member; records its 403 and 404. */
  within<Result>(person: Person, action: AuditAction, work: () => Promise<Result>): Promise<Result> {
    return this.recording(entryOf(person), action, () => {
      assertRole(person, 'member');
      return work();
    });
  }

  /** Does something and records its 403 and 404. */
  async recording<Result>(
    author: KeyAuthor,
    action: AuditAction,
    work: () => Promise<Result> | Result,
  ): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      // The key asked for may be another tenant's or none: its id does not enter this tenant's record.
      if (error instanceof Problem && (error.status === 403 || error.status === 404)) {
        await this.audit.append({ ...author, action, outcome: 'denied', reason: error.code });
      }
      throw error;
    }
  }
}
