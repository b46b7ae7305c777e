/** What is told people once a start: by one worker at a time, until one has done it. */
export class Announcement {
  #entrustedTo: object | null = null;
  #isMade = false;

  /** Whether this worker, which begins, is to make it. */
  entrust(worker: object): boolean {
    if (this.#isMade || this.#entrustedTo !== null) return false;
    this.#entrustedTo = worker;
    return true;
  }

  /** Notes that it was made. */
  made(): void {
    this.#isMade = true;
  }

  /** Notes that this worker has ended: where it had still to make it, the next one does. */
  ended(worker: object): void {
    if (this.#entrustedTo === worker) this.#entrustedTo = null;
  }
}
