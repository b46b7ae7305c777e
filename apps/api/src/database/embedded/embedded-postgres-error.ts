/** Why the embedded PostgreSQL did not start; stable, for programs. */
export type EmbeddedPostgresErrorCode =
  | 'binaries_missing'
  | 'cannot_change_user'
  | 'cluster_damaged'
  | 'data_directory_in_use'
  | 'data_directory_not_accessible'
  | 'initdb_failed'
  | 'major_version_mismatch'
  | 'password_missing'
  | 'server_did_not_start'
  | 'unsupported_platform';

/** A refusal to start, with a message that tells the operator what to do about it. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';

  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
