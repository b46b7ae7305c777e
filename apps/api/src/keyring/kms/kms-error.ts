/** A key management service that cannot be used, for a reason people can mend; the message says it in one line. */
export class KmsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KmsError';
  }
}
