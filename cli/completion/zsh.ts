import { codes, type Completable, DECIDING, programs, quoted, takes } from "./levels.ts";
import { NAMES } from "./posix.ts";

/** A word with what it means, as `_describe` takes it. */
const described = (word: string, about: string) =>
  quoted(`${word.replaceAll(":", "\\:")}:${about}`);

/** The completion script for zsh. */
export function zsh(all: Completable): string {
  const cases = all.levels.map((level) => {
    const commands = level.commands.map(({ name, about }) => described(name, about));
    const flags = level.flags.flatMap(({ spellings, about }) =>
      spellings.map((spelling) => described(spelling, about))
    );
    return `    ${quoted(level.path.join(" "))})
      commands=(${commands.join(" ")})
      flags=(${flags.join(" ")})
      takes=${quoted(takes(level))}
      args=${quoted(codes(level))} ;;`;
  });
  return `#compdef ${programs(all)}
# Completion of doapi for zsh. Only names that are not in the cache start the program.

__doapi_level() {
  case $1 in
${cases.join("\n")}
    *) return 1 ;;
  esac
}

${NAMES}

# Keeps an option that decides whose names are offered, or its value, if it is known what they are.
__doapi_decide() {
  local word=\${(Q)1}
  [[ $1 == "~/"* ]] && word=$HOME/\${1#"~/"}
  [[ $word =~ '^[A-Za-z0-9_./:@%+,=~-]+$' ]] || unsure=1
  deciding+=($word)
}

# Offers what a code of values stands for.
__doapi_offer() {
  local -a items
  case $1 in
    /) _files ;;
    +*) compadd -- \${(s:,:)\${1#+}} ;;
    \\?)
      items=("\${(@f)$(doapi completions line -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
      compadd -- \${items:#} ;;
    @*)
      [[ -n $unsure ]] && return
      items=("\${(@f)$(__doapi_names \${1#@} $deciding)}")
      compadd -- \${items:#} ;;
  esac
}

_doapi() {
  local program=\${words[1]:t} route= value= literal= unsure= option= word takes args
  local -a commands flags items deciding
  integer position=0
  [[ $program == doapi-* ]] && route=\${program#doapi-}
  __doapi_level "$route" || return
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ -n $value ]]; then
      value=
      [[ -n $option ]] && __doapi_decide "$word"
    elif [[ -z $literal && $word == -- ]]; then
      literal=1
    elif [[ -z $literal && $word == -* ]]; then
      option=
      case \${word%%=*} in (${DECIDING.join("|")}) option=1; __doapi_decide "$word" ;; esac
      if [[ " $takes " == *" $word="* ]]; then
        value=" $takes "
        value=\${value#*" $word="}
        value=\${value%% *}
      fi
    elif (( \${commands[(I)$word:*]} )); then
      route="\${route:+$route }$word"
      __doapi_level "$route" || return
    else
      (( position += 1 ))
    fi
  done
  if [[ -n $value ]]; then
    __doapi_offer $value
  elif [[ $args == \\?* ]]; then
    __doapi_offer '?'
  elif [[ -z $literal && \${words[CURRENT]} == -* ]]; then
    _describe -o option flags
  elif (( $#commands )); then
    _describe command commands
  else
    for word in \${=args}; do
      if [[ $position -eq 0 || $word == *... ]]; then
        __doapi_offer \${word%...}
        break
      fi
      (( position -= 1 ))
    done
  fi
}

# A file in fpath is run when it is first needed; one that is sourced only says what it is for.
if [[ $funcstack[1] == _doapi ]]; then
  _doapi "$@"
else
  compdef _doapi ${programs(all)}
fi
`;
}
