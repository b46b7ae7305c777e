import type { CommandWords, OptionWords } from './command-words.js';
import { ENVIRONMENT_WORDS, quotable } from './words.js';

/** For fish from 3.0. */
export function fish(commands: readonly CommandWords[], shells: readonly string[]): string {
  const lines = commands.flatMap(({ name, summary, options }) => [
    `complete -c ibyok -n __fish_use_subcommand -a ${name} -d '${quotable(summary)}'`,
    ...options.map((option) => optionLine(name, option)),
  ]);
  return `function __ibyok_command
    set -l words (commandline -opc) (commandline -ct)
    set -l dashes (contains -i -- -- $words); or return
    set -l command $words[(math $dashes + 1)..-1]
    complete -C (string join -- ' ' (string escape -- $command[1..-2]) $command[-1])
end
function __ibyok_has_command
    contains -- -- (commandline -opc)
end
complete -c ibyok -f
${lines.join('\n')}
complete -c ibyok -n '__fish_seen_subcommand_from completion' -xa '${shells.join(' ')}'
complete -c ibyok -n '__fish_seen_subcommand_from import' -F
complete -c ibyok -n __ibyok_has_command -xa '(__ibyok_command)'
`;
}

function optionLine(command: string, { long, short, summary, takesValue }: OptionWords): string {
  const words = `-l ${long.slice(2)}${short ? ` -s ${short.slice(1)}` : ''}`;
  const values = long === '--env' ? ` -xa '${ENVIRONMENT_WORDS}'` : takesValue ? ' -x' : '';
  const seen = `__fish_seen_subcommand_from ${command}; and not __ibyok_has_command`;
  return `complete -c ibyok -n '${seen}' ${words}${values} -d '${quotable(summary)}'`;
}
