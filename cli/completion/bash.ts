import { codes, type Completable, MINUTES, programs, quoted, takes } from "./levels.ts";

/** The completion script for bash, 3.2 or newer. */
export function bash(all: Completable): string {
  const cases = all.levels.map((level) => {
    const commands = level.commands.map(({ name }) => name).join(" ");
    const flags = level.flags.flatMap(({ spellings }) => spellings).join(" ");
    return `    ${quoted(level.path.join(" "))})
      commands=${quoted(commands)}
      flags=${quoted(flags)}
      takes=${quoted(takes(level))}
      args=${quoted(codes(level))} ;;`;
  });
  return `# Completion of doapi for bash. Only names that are not in the cache start the program.

__doapi_level() {
  case $1 in
${cases.join("\n")}
    *) return 1 ;;
  esac
}

# Names of a kind: what was fetched in the last minutes, else what the program fetches now.
__doapi_names() {
  local file=\${XDG_CACHE_HOME:-$HOME/.cache}/doapi/names/$2$1
  if [[ -n $(find "$file" -mmin -${MINUTES} 2>/dev/null) ]]; then
    cat "$file"
  else
    doapi completions names "$1" \${2:+--sandbox} 2>/dev/null
  fi
}

# Offers what a code of values stands for.
__doapi_offer() {
  local item
  case $1 in
    /) while IFS= read -r item; do COMPREPLY+=("$item"); done < <(compgen -f -- "$cur") ;;
    +*) COMPREPLY+=($(compgen -W "\${1//[+,]/ }" -- "$cur")) ;;
    @*)
      while IFS= read -r item; do
        [[ $item == "$cur"* ]] && COMPREPLY+=("$(printf %q "$item")")
      done < <(__doapi_names "\${1#@}" "$sandbox") ;;
  esac
}

_doapi() {
  local cur=\${COMP_WORDS[COMP_CWORD]} program=\${COMP_WORDS[0]##*/}
  local path= value= literal= position=0 sandbox= word i line=()
  local commands flags takes args
  [[ $DOAPI_SANDBOX == 1 ]] && sandbox=sandbox-
  [[ $program == doapi-* ]] && path=\${program#doapi-}
  COMPREPLY=()
  __doapi_level "$path" || return
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    # Bash takes --image=debian for three words.
    [[ $word == "=" ]] && continue
    line+=("$word")
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
    elif [[ " $commands " == *" $word "* ]]; then
      path="\${path:+$path }$word"
      __doapi_level "$path" || return
    else
      ((position++))
    fi
  done
  [[ $cur == "=" ]] && cur=
  if [[ -n $value ]]; then
    __doapi_offer "$value"
  elif [[ $args == \\?* ]]; then
    while IFS= read -r word; do
      COMPREPLY+=("$(printf %q "$word")")
    done < <(doapi completions api -- "\${line[@]}" "$cur" 2>/dev/null)
  elif [[ -z $literal && $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$cur"))
  elif [[ -n $commands ]]; then
    COMPREPLY=($(compgen -W "$commands" -- "$cur"))
  else
    for word in $args; do
      if [[ $position -eq 0 || $word == *... ]]; then
        __doapi_offer "\${word%...}"
        break
      fi
      ((position--))
    done
  fi
}

complete -F _doapi ${programs(all)}
`;
}
