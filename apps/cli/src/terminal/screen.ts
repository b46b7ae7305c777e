/** A stream that text goes to. */
export interface Sink {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
}

export type Paint = 'green' | 'yellow' | 'red' | 'dim';

const CODES: Readonly<Record<Paint, string>> = { green: '32', yellow: '33', red: '31', dim: '2' };

/** Where the program says something: results on stdout, everything else on stderr. */
export class Screen {
  constructor(
    private readonly stdout: Sink,
    private readonly stderr: Sink,
    private readonly variables: Readonly<Record<string, string | undefined>>,
    /** True where a program reads it. */
    readonly json: boolean,
  ) {}

  /** Writes a result: the object where a program reads it, else the lines. */
  result(object: unknown, lines: readonly string[]): void {
    this.stdout.write(this.json ? `${JSON.stringify(object)}\n` : lines.map((line) => `${line}\n`).join(''));
  }

  /** Writes a line for people beside the result. */
  say(line: string): void {
    this.stderr.write(`ibyok: ${line}\n`);
  }

  /** Writes an object for programs beside the result. */
  note(object: object): void {
    this.stderr.write(`${JSON.stringify(object)}\n`);
  }

  /** Colours a part of a result; only on a terminal, and without NO_COLOR. */
  paint(text: string, paint: Paint): string {
    return this.isColoured(this.stdout) ? coloured(text, paint) : text;
  }

  /** Colours a part of a line that is no result. */
  paintBeside(text: string, paint: Paint): string {
    return this.isColoured(this.stderr) ? coloured(text, paint) : text;
  }

  private isColoured({ isTTY }: Sink): boolean {
    return isTTY === true && !this.variables.NO_COLOR && this.variables.TERM !== 'dumb';
  }
}

/** What a server says, without the characters that would move a terminal's cursor. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}

function coloured(text: string, paint: Paint): string {
  return `\u001b[${CODES[paint]}m${text}\u001b[0m`;
}
