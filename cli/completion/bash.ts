import { codes, type Completable, DECIDING, programs, quoted, takes } from "./levels.ts";
import { NAMES } from "./posix.ts";

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

${NAMES}

# Puts together what bash has taken apart at @, : and =.
__doapi_words() {
  local i word rest=$COMP_LINE
  words=()
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ $i -eq 0 || -z $rest || $rest == [[:space:]]* ]]; then
      words+=("$word")
    else
      words[\${#words[@]} - 1]+=$word
    fi
    rest=\${rest#"\${rest%%[![:space:]]*}"}
    rest=\${rest#"$word"}
  done
}

# The code of the values that an option takes, if it takes one.
__doapi_value() {
  value=
  [[ " $takes " == *" $1="* ]] || return
  value=" $takes "
  value=\${value#*" $1="}
  value=\${value%% *}
}

# Keeps an option that decides whose names are offered, or its value, if it is known what they are.
__doapi_decide() {
  local word=$1
  [[ $word == "~/"* ]] && word=$HOME/\${word#"~/"}
  [[ $word =~ ^[A-Za-z0-9_./:@%+,=~-]+$ ]] || unsure=1
  deciding+=("$word")
}

# Offers what a code of values stands for.
__doapi_offer() {
  local item typed=\${cur//\\\\/}
  case $1 in
    /) while IFS= read -r item; do COMPREPLY+=("$item"); done < <(compgen -f -- "$cur") ;;
    \\?)
      while IFS= read -r item; do
        COMPREPLY+=("$(printf %q "$item")")
      done < <(doapi completions line -- "\${line[@]}" \${head:+"\${head%=}"} "$cur" 2>/dev/null)
      [[ \${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null ;;
    +*) COMPREPLY+=($(compgen -W "\${1//[+,]/ }" -- "$cur")) ;;
    @*)
      [[ -n $unsure ]] && return
      while IFS= read -r item; do
        [[ $item == "$typed"* ]] || continue
        printf -v item %q "$item"
        COMPREPLY+=("$item")
      done < <(__doapi_names "\${1#@}" "\${deciding[@]}") ;;
  esac
}

# Readline puts what is offered behind the last of these in the word, if there is one.
__doapi_trim() {
  local i breaks= kept=
  for i in @ : =; do [[ $COMP_WORDBREAKS == *"$i"* ]] && breaks+=$i; done
  [[ -n $breaks && $1 == *[$breaks]* ]] && kept=\${1%"\${1##*[$breaks]}"}
  for i in "\${!COMPREPLY[@]}"; do
    COMPREPLY[i]=$2\${COMPREPLY[i]}
    COMPREPLY[i]=\${COMPREPLY[i]#"$kept"}
  done
}

_doapi() {
  local path= value= literal= position=0 unsure= option= head= word i
  local words line=() deciding=() commands flags takes args
  __doapi_words
  local last=$((\${#words[@]} - 1))
  local cur=\${words[last]} program=\${words[0]##*/}
  [[ $program == doapi-* ]] && path=\${program#doapi-}
  COMPREPLY=()
  __doapi_level "$path" || return
  for ((i = 1; i < last; i++)); do
    word=\${words[i]}
    line+=("$word")
    if [[ -n $value ]]; then
      value=
      [[ -n $option ]] && __doapi_decide "$word"
    elif [[ -z $literal && $word == -- ]]; then
      literal=1
    elif [[ -z $literal && $word == -* ]]; then
      option=
      case \${word%%=*} in ${DECIDING.join("|")}) option=1; __doapi_decide "$word" ;; esac
      __doapi_value "$word"
    elif [[ " $commands " == *" $word "* ]]; then
      path="\${path:+$path }$word"
      __doapi_level "$path" || return
    else
      ((position++))
    fi
  done
  if [[ -z $value$literal && $cur == --*=* ]]; then
    __doapi_value "\${cur%%=*}"
    [[ -n $value ]] && head=\${cur%%=*}= cur=\${cur#*=}
  fi
  if [[ -n $value ]]; then
    __doapi_offer "$value"
  elif [[ $args == \\?* ]]; then
    __doapi_offer '?'
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
  __doapi_trim "\${words[last]}" "$head"
}

complete -F _doapi ${programs(all)}
`;
}
