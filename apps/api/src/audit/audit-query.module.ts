import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditRepository } from './audit.repository.js';
import { AuditService } from './audit.service.js';
import { AuditExportService } from './export/audit-export.service.js';

/** Shows people their workspace's record. */
@Module({ controllers: [AuditController], providers: [AuditExportService, AuditRepository, AuditService] })
export class AuditQueryModule {}
