import type { Command, Option } from 'commander';

/** An option as it is typed. */
export interface OptionWords {
  readonly long: string;
  /** Absent where there is none. */
  readonly short?: string;
  readonly summary: string;
  /** True where a word belongs to it. */
  readonly takesValue: boolean;
}

/** What can be completed of a command. */
export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
}

const HELP: OptionWords = { long: '--help', short: '-h', summary: 'help', takesValue: false };

function optionWordsOf({ long, short, description, required }: Option): OptionWords {
  return { long: long ?? '', ...(short && { short }), summary: description, takesValue: required };
}

/** The words of every command of the program. */
export function commandWordsOf(program: Command): readonly CommandWords[] {
  return program.commands.map((command) => ({
    name: command.name(),
    summary: command.summary() || command.description(),
    options: [...command.options.map(optionWordsOf), HELP],
  }));
}
