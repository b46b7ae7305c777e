export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** What can be completed of a command. */
export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly string[];
}

const ENVIRONMENTS = 'development staging production';

/** The completion script of a shell: commands, their options, environments, and behind `run --` the shell's own. */
export function completionFor(shell: Shell, commands: readonly CommandWords[]): string {
  return { bash, zsh, fish }[shell](commands);
}

function bash(commands: readonly CommandWords[]): string {
  const cases = commands
    .map(({ name, options }) => `    ${name}) words="${options.join(' ')}" ;;`)
    .join('\n');
  return `_ibyok() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words="" word
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [ "$word" = "--" ]; then COMPREPLY=($(compgen -c -- "$current") $(compgen -f -- "$current")); return; fi
  done
  case "$before" in
    --env|-e) COMPREPLY=($(compgen -W "${ENVIRONMENTS}" -- "$current")); return ;;
    completion) COMPREPLY=($(compgen -W "${SHELLS.join(' ')}" -- "$current")); return ;;
    import) COMPREPLY=($(compgen -f -- "$current")) ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')} --help --version" -- "$current")); return
  fi
  case "\${COMP_WORDS[1]}" in
${cases}
  esac
  COMPREPLY+=($(compgen -W "$words --help" -- "$current"))
}
complete -F _ibyok ibyok
`;
}

function zsh(commands: readonly CommandWords[]): string {
  const described = commands.map(({ name, summary }) => `    '${name}:${quotable(summary)}'`).join('\n');
  const cases = commands
    .map(({ name, options }) => `    ${name}) compadd -- ${[...options, '--help'].join(' ')} ;;`)
    .join('\n');
  return `#compdef ibyok
_ibyok() {
  local -a commands
  commands=(
${described}
  )
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  if [[ \${words[(I)--]} -gt 0 && \${words[(I)--]} -lt CURRENT ]]; then _normal; return; fi
  case "\${words[CURRENT-1]}" in
    --env|-e) compadd ${ENVIRONMENTS}; return ;;
    completion) compadd ${SHELLS.join(' ')}; return ;;
    import) _files ;;
  esac
  case "\${words[2]}" in
${cases}
  esac
}
compdef _ibyok ibyok
`;
}

function fish(commands: readonly CommandWords[]): string {
  const lines = commands.flatMap(({ name, summary, options }) => [
    `complete -c ibyok -n __fish_use_subcommand -a ${name} -d '${quotable(summary)}'`,
    ...options.map((option) => {
      const values = option === '--env' || option === '-e' ? ` -xa '${ENVIRONMENTS}'` : '';
      const word = option.startsWith('--') ? `-l ${option.slice(2)}` : `-s ${option.slice(1)}`;
      return `complete -c ibyok -n '__fish_seen_subcommand_from ${name}' ${word}${values}`;
    }),
  ]);
  const shells = `complete -c ibyok -n '__fish_seen_subcommand_from completion' -xa '${SHELLS.join(' ')}'`;
  return `${['complete -c ibyok -f', ...lines, shells].join('\n')}\n`;
}

/** Between a shell's single quotes. */
function quotable(text: string): string {
  return text.replace(/['\\]/g, '’').replaceAll(':', ' –');
}
