import { codes, type Completable, MINUTES, programs, quoted, takes } from "./levels.ts";

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

# Names of a kind: what was fetched in the last minutes, else what the program fetches now.
__doapi_names() {
  local file=\${XDG_CACHE_HOME:-$HOME/.cache}/doapi/names/$2$1
  local -a fresh=($file(Nmm-${MINUTES}))
  if (( $#fresh )); then
    cat $file
  else
    doapi completions names $1 \${2:+--sandbox} 2>/dev/null
  fi
}

# Offers what a code of values stands for.
__doapi_offer() {
  local -a items
  case $1 in
    /) _files ;;
    +*) compadd -- \${(s:,:)\${1#+}} ;;
    @*)
      items=("\${(@f)$(__doapi_names \${1#@} "$sandbox")}")
      compadd -- \${items:#} ;;
  esac
}

_doapi() {
  local program=\${words[1]:t} route= value= literal= sandbox= word takes args
  local -a commands flags items
  integer position=0
  [[ $DOAPI_SANDBOX == 1 ]] && sandbox=sandbox-
  [[ $program == doapi-* ]] && route=\${program#doapi-}
  __doapi_level "$route" || return
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ -n $value ]]; then
      value=
    elif [[ -z $literal && $word == -- ]]; then
      literal=1
    elif [[ -z $literal && $word == -* ]]; then
      [[ $word == --sandbox ]] && sandbox=sandbox-
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
    items=("\${(@f)$(doapi completions api -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
    compadd -- \${items:#}
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
