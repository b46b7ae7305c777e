/** Milliseconds between looks at what is due. */
const PERIOD = 50;

/** Steps that are taken a while later, in their order. One timer for all of them. */
export class HeldSteps {
  #held: { readonly due: number; readonly step: () => void }[] = [];
  #timer: NodeJS.Timeout | null = null;

  /** `wait` is how long each is held, in milliseconds; `most` how many at once: a further one is taken at once. */
  constructor(private readonly limits: { readonly wait: number; readonly most: number }) {}

  /** Takes a step once its time has come. */
  hold(step: () => void): void {
    if (this.#held.length < this.limits.most) {
      this.#held.push({ due: performance.now() + this.limits.wait, step });
      this.#timer ??= setInterval(() => this.#takeUntil(performance.now()), PERIOD);
    } else step();
  }

  /** Takes those that a timer should have taken: it can be seconds late where very many sockets are read. */
  takeOverdue(): void {
    const [first] = this.#held;
    if (!first) return;
    const now = performance.now();
    if (now > first.due + PERIOD) this.#takeUntil(now);
  }

  #takeUntil(now: number): void {
    const first = this.#held.findIndex(({ due }) => due > now);
    const due = this.#held.splice(0, first === -1 ? this.#held.length : first);
    for (const { step } of due) step();
    if (this.#held.length > 0 || !this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }
}
