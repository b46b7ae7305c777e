import { Module } from '@nestjs/common';
import { GuardrailsModule } from '../guardrails/guardrails.module.js';
import { EnvironmentDefaultsRepository } from './environment-defaults.repository.js';
import { SettingsController } from './settings.controller.js';
import { SettingsService } from './settings.service.js';

/** A tenant's default mode for each environment. */
@Module({
  imports: [GuardrailsModule],
  controllers: [SettingsController],
  providers: [EnvironmentDefaultsRepository, SettingsService],
})
export class SettingsModule {}
