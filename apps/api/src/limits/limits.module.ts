import { Module } from '@nestjs/common';
import { AttemptWindowsRepository } from './attempt-windows.repository.js';
import { Attempts } from './attempts.js';
import { RefusalBudget } from './refusal-budget.js';

/** How often somebody may fail to say who they are. */
@Module({
  providers: [Attempts, AttemptWindowsRepository, RefusalBudget],
  exports: [Attempts, RefusalBudget],
})
export class LimitsModule {}
