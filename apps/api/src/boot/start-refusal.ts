/** A start that failed for a reason people can mend; the message says how, in one line. */
export class StartRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartRefusal';
  }
}
