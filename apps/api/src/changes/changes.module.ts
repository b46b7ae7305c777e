import { Module } from '@nestjs/common';
import { ChangesController } from './changes.controller.js';
import { ChangesRepository } from './changes.repository.js';
import { ChangesService } from './changes.service.js';

/** Whether what a dashboard shows still holds. */
@Module({ controllers: [ChangesController], providers: [ChangesRepository, ChangesService] })
export class ChangesModule {}
