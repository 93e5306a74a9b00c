import { type Completable, MINUTES, type Values } from "./levels.ts";

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

/** Hands the whole line to the program, of which the words before the cursor are finished. */
const ASKED = "(doapi completions api -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)";

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

# Where the command line stands: the commands in it, and how many arguments have followed them.
function __doapi_at -a wanted position more
    set -l path
    set -l count 0
    set -l skip 0
    for word in (commandline -opc)[2..-1]
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
    test "$path" = "$wanted"; or return 1
    test -z "$position"; and return
    test $count -eq $position; or test -n "$more" -a $count -gt $position
end

# Names of a kind: what was fetched in the last minutes, else what the program fetches now.
function __doapi_names -a kind
    set -l cache $HOME/.cache
    set -q XDG_CACHE_HOME; and set cache $XDG_CACHE_HOME
    set -l sandbox ''
    if test "$DOAPI_SANDBOX" = 1; or contains -- --sandbox (commandline -opc)
        set sandbox sandbox-
    end
    set -l file $cache/doapi/names/$sandbox$kind
    if count (find $file -mmin -${MINUTES} 2>/dev/null) >/dev/null
        cat $file
    else if test -n "$sandbox"
        doapi completions names $kind --sandbox 2>/dev/null
    else
        doapi completions names $kind 2>/dev/null
    end
end

complete -c doapi -f
${lines.join("\n")}
${all.areas.map((name) => `complete -c doapi-${name} -w 'doapi ${name}'`).join("\n")}
`;
}
