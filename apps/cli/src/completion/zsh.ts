import type { CommandWords } from './command-words.js';
import { ENVIRONMENT_WORDS, freeOptions, quotable } from './words.js';

/** For zsh: to be sourced once `compinit` has run, or as a file `_ibyok` of `fpath`. */
export function zsh(commands: readonly CommandWords[], shells: readonly string[]): string {
  const described = commands.map(({ name, summary }) => `    '${name}:${quotable(summary)}'`).join('\n');
  const cases = commands
    .map(({ name, options }) => {
      const words = options.map(({ long, summary }) => `'${long}:${quotable(summary)}'`);
      return `    ${name}) choices=(${words.join(' ')}) ;;`;
    })
    .join('\n');
  return `#compdef ibyok
_ibyok() {
  local -a names choices
  local dashes=\${words[(i)--]}
  if (( dashes < CURRENT )); then
    shift $dashes words
    (( CURRENT -= dashes ))
    _normal
    return
  fi
  names=(
${described}
  )
  if (( CURRENT == 2 )); then _describe command names; return; fi
  if [[ \${words[CURRENT]} == --env=* ]]; then
    compset -P '*='
    compadd ${ENVIRONMENT_WORDS}
    return
  fi
  case "\${words[CURRENT-1]}" in
    --env|-e) compadd ${ENVIRONMENT_WORDS}; return ;;
    ${freeOptions(commands)}) return ;;
    completion) compadd ${shells.join(' ')}; return ;;
  esac
  case "\${words[2]}" in
${cases}
  esac
  if [[ \${words[2]} == import && \${words[CURRENT]} != -* ]]; then _files; return; fi
  _describe option choices
}
compdef _ibyok ibyok
# As a file of fpath this is the function itself the first time.
if [[ \${funcstack[1]} == _ibyok ]]; then _ibyok "$@"; fi
`;
}
