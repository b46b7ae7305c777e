import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** How far the sums go. */
export interface UsageMark {
  /** The last record that is in the sums. */
  readonly throughSeq: string;
  /** A time, as PostgreSQL writes it, before which no later record is; null where there is none later. */
  readonly unsummedFrom: string | null;
  /** The database's clock. */
  readonly now: Date;
}

/** Tells how far the sums go. Sums and what comes after them fit together within one snapshot only. */
@Injectable()
export class UsageMarkRepository {
  async read(manager: Pick<EntityManager, 'query'>): Promise<UsageMark> {
    const rows: UsageMark[] = await manager.query(
      `SELECT through_seq AS "throughSeq", unsummed_from::text AS "unsummedFrom", now() FROM usage_mark()`,
    );
    const [mark] = rows;
    if (!mark) throw new Error('the sums have no watermark');
    return mark;
  }
}
