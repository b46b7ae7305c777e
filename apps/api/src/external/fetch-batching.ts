import type { IncomingMessage } from 'node:http';
import type { ModeInfo } from '@ibyok/mode-resolution';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BATCH_OBSERVERS, type BatchObservers } from '../database/batch-observer.js';
import { Batcher } from '../database/batcher.js';
import { FETCH_BATCHES } from '../database/fetch-batches.js';
import { FetchConnection } from '../database/fetch-connection.js';
import {
  FETCH_OBSERVER,
  type FetchObserver,
  type FetchStep,
  type ObservedFetch,
  observed,
} from './fetch-observer.js';

/** Gathers fetches into batches that have a connection each, and tells of them who watches. */
@Injectable()
export class FetchBatching {
  readonly #batchers: Pick<Batcher<unknown, unknown>, 'turnsAway'>[] = [];

  constructor(
    private readonly connection: FetchConnection,
    @Inject(FETCH_OBSERVER) private readonly observer: FetchObserver | null,
    @Inject(BATCH_OBSERVERS) private readonly observers: BatchObservers | null,
  ) {}

  /** A batcher of fetches: `serve` is given a batch and the connection that all its statements go to. */
  gathering<Fetch, Result>(
    serve: (fetches: readonly Fetch[], manager: EntityManager) => Promise<readonly Result[]>,
  ): Batcher<Fetch, Result> {
    const batcher = new Batcher({
      serve: (fetches: readonly Fetch[]) => this.connection.lend((manager) => serve(fetches, manager)),
      ...FETCH_BATCHES,
      observe: this.observers?.('values'),
    });
    this.#batchers.push(batcher);
    return batcher;
  }

  /** Whether a fetch that comes now is refused, as it could not be served in time; then it counts as refused. */
  turnsAway(): boolean {
    return this.#batchers.some((batcher) => batcher.turnsAway());
  }

  /** Takes a step of a batch, watched. */
  step<Result>(
    name: FetchStep,
    batch: readonly ObservedFetch[],
    take: () => Promise<Result>,
  ): Promise<Result> {
    return observed(this.observer, name, batch, take);
  }

  /** Tells that a request is about to be answered with a value of this mode. */
  reveals(request: IncomingMessage, modeInfo: ModeInfo): void {
    this.observer?.reveals(request, modeInfo);
  }
}
