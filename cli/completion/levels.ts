import { TOP } from "../../lib/kinds/mod.ts";
import { offered } from "../args/choice.ts";
import type { AnyCommand } from "../args/options.ts";

/** What an argument or the value of an option can be completed to. */
export type Values =
  /** Names of the account's things, as `doapi completions names` prints them. */
  | { names: string }
  /** One of these. */
  | { words: readonly string[] }
  | "files"
  /** What the program says, who alone knows what can follow. */
  | "asked"
  | "nothing";

/** An option, for completion. */
export interface Flag {
  /** Such as `-I` and `--image`. */
  spellings: readonly string[];
  about: string;
  /** What its value can be; null if it takes none. */
  value: Values | null;
}

/** A command and what can follow it. */
export interface Level {
  /** The words that lead to it, after the program's name. */
  path: readonly string[];
  commands: readonly { name: string; about: string }[];
  flags: readonly Flag[];
  args: readonly { values: Values; variadic: boolean }[];
}

/** The words that an option can be one of, if there are some. */
function wordsOf(option: object): Values | null {
  const { words = [] } = option as { words?: readonly string[] };
  return words.length ? { words } : null;
}

/** The settings of `doapi config`. */
export const SETTINGS = [
  "endpoint",
  "image",
  "max-destroy",
  "output",
  "protect",
  "read-only",
  "region",
  "sandbox",
  "size",
  "ssh-keys",
];

/** The types of DNS records. */
export const RECORDS = ["A", "AAAA", "CAA", "CNAME", "MX", "NS", "SOA", "SRV", "TXT"];

/** What the tree calls a value tells what it can be. */
const VALUES: Record<string, Values> = {
  operation: "asked",
  context: { names: "contexts" },
  shell: { words: ["bash", "fish", "powershell", "zsh"] },
  setting: { words: SETTINGS },
  droplet: { names: "droplets" },
  image: { names: "images" },
  key: { names: "ssh-keys" },
  region: { names: "regions" },
  size: { names: "sizes" },
  domain: { names: "domains" },
  ip: { names: "floating-ips" },
  file: "files",
  directory: "files",
  status: { words: ["active", "new", "off", "archive"] },
  method: { words: ["GET", "POST", "PUT", "PATCH", "DELETE"] },
  "on-or-off": { words: ["on", "off"] },
};

/** What a value can be in some commands alone, by their paths. */
const THERE: Readonly<Record<string, Readonly<Record<string, Values>>>> = {
  "domain new-record": { type: { words: RECORDS } },
  help: { command: "asked" },
  "domain set": { type: { words: RECORDS } },
  "domain update-record": { type: { words: RECORDS } },
};

/** What a value can be, by what the tree calls it: of a kind, the names of all. */
function valuesOf(name: string, path: readonly string[]): Values {
  const there = THERE[path.join(" ")]?.[name];
  if (there) return there;
  const known = Object.hasOwn(VALUES, name) ? VALUES[name] : undefined;
  return known ?? (Object.hasOwn(TOP, name.replaceAll("-", "_")) ? { names: name } : "nothing");
}

/** The options whose values depend on what the command prints. */
const OF_FIELDS = ["columns", "filter", "sort"];

function ofOption(
  option: { name: string },
  value: string,
  path: readonly string[],
): Values {
  if (OF_FIELDS.includes(option.name)) return "asked";
  return wordsOf(option) ?? valuesOf(value, path);
}

/** Reads a command tree into a list: the root first, every command before its own. */
export function levels(tree: AnyCommand, path: readonly string[] = []): Level[] {
  const commands = tree.getCommands() as AnyCommand[];
  const level: Level = {
    path,
    commands: commands.map((c) => ({ name: c.getName(), about: c.getShortDescription() })),
    flags: tree.getOptions().map((option) => ({
      spellings: option.flags,
      about: option.description.split("\n")[0] as string,
      value: option.args[0] ? ofOption(option, option.args[0].name, path) : null,
    })),
    args: tree.getArguments().map(({ name, variadic }) => {
      const values = wordsOf({ words: offered(tree, name) }) ?? valuesOf(name, path);
      // The program knows what follows, too.
      return { values, variadic: variadic || values === "asked" };
    }),
  };
  return [level, ...commands.flatMap((c) => levels(c, [...path, c.getName()]))];
}

/** The values as one word that the scripts understand: `@droplets`, `+on,off`, `/`, `?` or `-`. */
export function code(values: Values): string {
  if (values === "files") return "/";
  if (values === "asked") return "?";
  if (values === "nothing") return "-";
  return "names" in values ? `@${values.names}` : `+${values.words.join(",")}`;
}

/** The arguments as words; a last one that repeats has three dots. */
export function codes(level: Level): string {
  return level.args.map(({ values, variadic }) => code(values) + (variadic ? "..." : "")).join(" ");
}

/** The options with a value: `--image=@images`. */
export function takes(level: Level): string {
  return level.flags.flatMap(({ spellings, value }) =>
    value === null ? [] : spellings.map((spelling) => `${spelling}=${code(value)}`)
  ).join(" ");
}

/** What a script is made of. */
export interface Completable {
  levels: readonly Level[];
  /** The areas that links can be named after. */
  areas: readonly string[];
}

/** The programs that a script completes: doapi and its links. */
export function programs({ areas }: Completable): string {
  return ["doapi", ...areas.map((area) => `doapi-${area}`)].join(" ");
}

/** Quotes a text for a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The options of a line that decide whose names are offered. */
export const DECIDING = [
  "--api-token",
  "--api-token-file",
  "--context",
  "--endpoint",
  "--allow-http",
  "--sandbox",
  "--sandbox-state",
] as const;

/** The variables that do. */
export const DECIDING_VARIABLES = [
  "DO_API_TOKEN",
  "DIGITALOCEAN_TOKEN",
  "DIGITALOCEAN_ACCESS_TOKEN",
  "DOAPI_CONTEXT",
  "DO_API_ENDPOINT",
  "DIGITALOCEAN_API_URL",
  "DOAPI_ALLOW_HTTP",
  "DOAPI_SANDBOX",
  "DOAPI_SANDBOX_STATE",
] as const;

/** For how many minutes names that were fetched are taken from the cache. */
export const MINUTES = 1;
