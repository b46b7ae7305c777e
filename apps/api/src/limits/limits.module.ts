import { Module } from '@nestjs/common';
import { AttemptWindowsRepository } from './attempt-windows.repository.js';
import { Attempts } from './attempts.js';
import { CheckBudget } from './check-budget.js';
import { RefusalBudget } from './refusal-budget.js';

/** How often somebody may fail to say who they are, and have keys checked. */
@Module({
  providers: [Attempts, AttemptWindowsRepository, CheckBudget, RefusalBudget],
  exports: [Attempts, CheckBudget, RefusalBudget],
})
export class LimitsModule {}
