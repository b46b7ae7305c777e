/** A command that could not be done for a reason people can mend; the message says how, in one line. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandError';
  }
}
