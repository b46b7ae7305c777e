import { type DynamicModule, Global, Module } from '@nestjs/common';
import { BATCH_OBSERVERS, type BatchObservers } from './database/batch-observer.js';
import { FETCH_OBSERVER, type FetchObserver } from './external/fetch-observer.js';

/** Who watches inside the server; null: nobody does. */
export interface Observers {
  readonly batches: BatchObservers | null;
  readonly fetches: FetchObserver | null;
}

/** Hands those who watch to the rooms that are watched, which know neither metrics nor traces. */
@Global()
@Module({})
export class ObserversModule {
  static holding({ batches, fetches }: Observers): DynamicModule {
    return {
      module: ObserversModule,
      providers: [
        { provide: BATCH_OBSERVERS, useValue: batches },
        { provide: FETCH_OBSERVER, useValue: fetches },
      ],
      exports: [BATCH_OBSERVERS, FETCH_OBSERVER],
    };
  }
}
