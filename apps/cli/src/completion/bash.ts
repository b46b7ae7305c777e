import type { CommandWords } from './command-words.js';
import { ENVIRONMENT_WORDS, freeOptions } from './words.js';

/** For bash from 3.2, with or without bash-completion. */
export function bash(commands: readonly CommandWords[], shells: readonly string[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  const cases = commands
    .map(({ name, options }) => `    ${name}) words="${options.map(({ long }) => long).join(' ')}" ;;`)
    .join('\n');
  return `_ibyok() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words="" place
  COMPREPLY=()
  for ((place = 1; place < COMP_CWORD; place++)); do
    if [ "\${COMP_WORDS[place]}" = "--" ]; then _ibyok_command "$((place + 1))"; return; fi
  done
  # To bash --env=staging is three words.
  if [ "$before" = "=" ]; then before="\${COMP_WORDS[COMP_CWORD-2]}"
  elif [ "$current" = "=" ]; then current=""; fi
  case "$before" in
    --env|-e) COMPREPLY=($(compgen -W "${ENVIRONMENT_WORDS}" -- "$current")); return ;;
    ${freeOptions(commands)}) return ;;
    completion) COMPREPLY=($(compgen -W "${shells.join(' ')}" -- "$current")); return ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names} --help --version" -- "$current")); return
  fi
  case "\${COMP_WORDS[1]} $current" in
    "import -"*) ;;
    "import "*) _ibyok_files "$current"; return ;;
  esac
  case "\${COMP_WORDS[1]}" in
${cases}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
# The command behind --, which begins at a place among the words: with its own completion where that is known.
_ibyok_command() {
  if declare -F _command_offset >/dev/null; then _command_offset "$1"; return; fi
  local IFS=$'\\n' current="\${COMP_WORDS[COMP_CWORD]}"
  if [ "$1" -eq "$COMP_CWORD" ]; then COMPREPLY=($(compgen -c -- "$current")); fi
  if [ "\${#COMPREPLY[@]}" -eq 0 ]; then _ibyok_files "$current"; fi
}
_ibyok_files() {
  local IFS=$'\\n'
  # bash 3 cannot be told to take over, which quotes names as they need it.
  compopt -o default 2>/dev/null || COMPREPLY=($(compgen -f -- "$1"))
}
complete -F _ibyok ibyok
`;
}
