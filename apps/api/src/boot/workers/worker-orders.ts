/** What a worker is told by the process that started it. */
export interface WorkerOrders {
  readonly kind: 'ibyok:begin';
  /** The migrated database's, of its owner. */
  readonly databaseUrl: string;
  /** True for one worker: it offers the setup token, and says where the server answers. */
  readonly announces: boolean;
}

/** What a worker asks for its orders with, once it listens to them: what comes before that is lost. */
export const ASKS_FOR_ORDERS = 'ibyok:asks-for-orders';

/** What a worker that announces says once it has done so. */
export const HAS_ANNOUNCED = 'ibyok:has-announced';

/** Whether a message holds orders; Node and libraries send others over the same channel. */
export function isWorkerOrders(message: unknown): message is WorkerOrders {
  return (message as Partial<WorkerOrders> | null)?.kind === 'ibyok:begin';
}
