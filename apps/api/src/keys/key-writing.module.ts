import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { KeyCheckEntity } from './checks/key-check.entity.js';
import { KeyChecksRepository } from './checks/key-checks.repository.js';
import { KeyEntity, KeyVersionEntity } from './key.entities.js';
import { KeyVersionsRepository } from './key-versions.repository.js';
import { KeyViews } from './key-views.js';
import { KeysRepository } from './keys.repository.js';
import { NewKeysService } from './new-keys.service.js';
import { NewVersions } from './new-versions.js';
import { RecordedDenials } from './recorded-denials.js';
import { RotationService } from './rotation.service.js';
import { StoredVersions } from './stored-versions.js';

/** How values come in: new keys and new versions, for people and for applications. */
@Module({
  imports: [TypeOrmModule.forFeature([KeyCheckEntity, KeyEntity, KeyVersionEntity])],
  providers: [
    KeyChecksRepository,
    KeysRepository,
    KeyVersionsRepository,
    KeyViews,
    NewKeysService,
    NewVersions,
    RecordedDenials,
    RotationService,
    StoredVersions,
  ],
  exports: [
    KeyChecksRepository,
    KeysRepository,
    KeyVersionsRepository,
    KeyViews,
    NewKeysService,
    RecordedDenials,
    RotationService,
    StoredVersions,
    TypeOrmModule,
  ],
})
export class KeyWritingModule {}
