import { Global, Module } from '@nestjs/common';
import { AuditLog } from './audit-log.js';
import { LastReadsRepository } from './last-reads.repository.js';

/** Offers the append-only record to every room. */
@Global()
@Module({
  providers: [AuditLog, LastReadsRepository],
  exports: [AuditLog, LastReadsRepository],
})
export class AuditModule {}
