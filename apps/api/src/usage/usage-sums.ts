import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { SummingFailures } from './summing-failures.js';
import { RECORDS_AT_ONCE, sumUsage } from './usage-sums.repository.js';

/** Milliseconds between looks at what is new: what a read counts from the record stays below 10,000 links. */
const PERIOD = 1_000;

/**
 * Sums up what was fetched, beside everything else. Every server does; whoever comes first takes the next step.
 */
@Injectable()
export class UsageSums implements OnModuleInit, OnModuleDestroy {
  #timer: NodeJS.Timeout | null = null;
  #summing: Promise<void> | null = null;
  #atOnce = RECORDS_AT_ONCE;
  readonly #failures = new SummingFailures(pino({ level: 'info' }));

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    this.#timer = setInterval(() => {
      this.#summing ??= this.sumUp().finally(() => {
        this.#summing = null;
      });
    }, PERIOD);
    this.#timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    await this.#summing;
  }

  private async sumUp(): Promise<void> {
    while (this.#timer) {
      try {
        const asked = this.#atOnce;
        const records = await sumUsage(this.dataSource, asked);
        this.#atOnce = Math.min(asked * 2, RECORDS_AT_ONCE);
        if (records === null) return;
        // Few were all there were: what came meanwhile waits for the next look, else steady traffic keeps this going.
        const areAll = records < asked;
        this.#failures.summed(records, areAll);
        if (areAll) return;
      } catch (error) {
        // A lost database, or a step that took too long: what is not summed is counted from the record.
        this.#atOnce = Math.max(Math.floor(this.#atOnce / 2), 1);
        // Of a server that stops, the database may be gone already.
        if (this.#timer) this.#failures.failed(error);
        return;
      }
    }
  }
}
