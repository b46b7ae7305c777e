/** sysexits.h EX_CONFIG: the configuration is wrong, starting again will not help. */
export const EXIT_CODE_CONFIGURATION = 78;

/** A configuration that the server refuses; one line for each variable, never a secret's value. */
export class ConfigError extends Error {
  readonly lines: readonly string[];

  constructor(problems: readonly { readonly variable: string; readonly message: string }[]) {
    const lines = problems.map(({ variable, message }) => `${variable} ${message}`);
    super(lines.join('\n'));
    this.name = 'ConfigError';
    this.lines = lines;
  }
}
