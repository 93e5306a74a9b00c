import { type Completable, DECIDING, DECIDING_VARIABLES, MINUTES, type Values } from "./levels.ts";

/** Quotes a text for fish. */
const quoted = (text: string) => `'${text.replace(/['\\]/g, "\\$&")}'`;

/** What offers values: arguments of `complete`. */
function offering(values: Values): string {
  if (values === "files") return "-F";
  if (values === "nothing") return "-f";
  if (values === "asked") return `-f -a ${quoted(ASKED)}`;
  const words = "names" in values ? `(__doapi_names ${values.names})` : values.words.join(" ");
  return `-f -a ${quoted(words)}`;
}

/** What asks the program. */
const ASKED = "(__doapi_asked)";

/** The completion script for fish. */
export function fish(all: Completable): string {
  const lines = all.levels.flatMap((level) => {
    const at = `__doapi_at ${quoted(level.path.join(" "))}`;
    const commands = level.commands.map(({ name, about }) =>
      `complete -c doapi -n ${quoted(at)} -f -a ${name} -d ${quoted(about)}`
    );
    const flags = level.flags.map(({ spellings, about, value }) => {
      const names = spellings.map((s) => s.startsWith("--") ? `-l ${s.slice(2)}` : `-s ${s[1]}`);
      const taken = value === null ? "" : ` -r ${offering(value)}`;
      return `complete -c doapi -n ${quoted(at)} ${names.join(" ")}${taken} -d ${quoted(about)}`;
    });
    const args = level.args.map(({ values, variadic }, i) =>
      `complete -c doapi -n ${quoted(`${at} ${i}${variadic ? " more" : ""}`)} ${offering(values)}`
    );
    return [...commands, ...args, ...flags];
  });
  const paths = all.levels.slice(1).map(({ path }) => quoted(path.join(" "))).join(" ");
  const taking = new Set(
    all.levels.flatMap(({ flags }) =>
      flags.flatMap(({ spellings, value }) => value === null ? [] : spellings)
    ),
  );
  return `# Completion of doapi for fish. Only names that are not in the cache start the program.

# Finds out where the command line stands: the commands in it, and how many arguments have followed.
function __doapi_read
    set -g __doapi_line $argv
    set -l path
    set -l count 0
    set -l skip 0
    for word in $argv[2..-1]
        if test $skip = 1
            set skip 0
        else if contains -- $word ${[...taking].join(" ")}
            set skip 1
        else if string match -q -- '-*' $word
            continue
        else if contains -- (string join ' ' $path $word) ${paths}
            set -a path $word
        else
            set count (math $count + 1)
        end
    end
    set -g __doapi_path "$path"
    set -g __doapi_count $count
end

# Whether it stands there. Fish asks this for every line below, so the line is read once.
function __doapi_at -a wanted position more
    set -l line (commandline -opc)
    test "$line" = "$__doapi_line"; or __doapi_read $line
    test "$__doapi_path" = "$wanted"; or return 1
    test -z "$position"; and return
    test $__doapi_count -eq $position; or test -n "$more" -a $__doapi_count -gt $position
end

# A hash of what decides whose names these are: the account, the server, the simulator's state.
function __doapi_key
    begin
        printf '%s\\n' ${DECIDING_VARIABLES.map((name) => `"$${name}"`).join(" ")} $argv
        cat $HOME/.doapi
    end 2>/dev/null | begin
        sha256sum; or shasum -a 256; or cksum
    end 2>/dev/null | string replace -r ' .*' ''
end

# The options of the line that decide that; fails where it is not known what they are.
function __doapi_deciding
    set -l take 0
    for word in (commandline -opc)[2..-1]
        if test $take = 0; and not contains -- (string replace -r '=.*' '' -- $word) ${
    DECIDING.join(" ")
  }
            continue
        end
        string match -qr '^[A-Za-z0-9_./:@%+,=~-]+$' -- $word; or return 1
        printf '%s\\n' (string replace -r '^~/' "$HOME/" -- $word)
        set take (test $take = 0; and contains -- $word ${
    [...taking].join(" ")
  }; and echo 1; or echo 0)
    end
end

# Names of a kind: what was fetched in the last minutes for the same account, else what the program
# fetches now.
function __doapi_names -a kind
    set -l deciding (__doapi_deciding); or return
    set -l key (__doapi_key $deciding)
    set -l cache $HOME/.cache
    set -q XDG_CACHE_HOME; and set cache $XDG_CACHE_HOME
    set -l file $cache/doapi/names/$kind
    set -l first
    count (find $file -mmin -${MINUTES} 2>/dev/null) >/dev/null; and read first <$file
    if test -n "$key" -a "$first" = "$key"
        tail -n +2 $file
    else
        doapi completions names $kind --key $key $deciding 2>/dev/null
    end
end

# Hands the whole line to the program, of which the words before the cursor are finished.
function __doapi_asked
    doapi completions line -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null
end

complete -c doapi -f
${lines.join("\n")}
${all.areas.map((name) => `complete -c doapi-${name} -w 'doapi ${name}'`).join("\n")}
`;
}
