/** Synonyms from other programs, for areas and verbs. */

import { ValidationError } from "@cliffy/command";
import type { AnyCommand } from "./options.ts";
import { suggestion } from "./suggestion.ts";

/** Other words for verbs; an area's own command of that name wins. */
const VERBS: Readonly<Record<string, string>> = {
  add: "new",
  create: "new",
  del: "delete",
  describe: "show",
  destroy: "delete",
  edit: "update",
  get: "show",
  list: "show",
  ls: "show",
  remove: "delete",
  restart: "reboot",
  rm: "delete",
  set: "update",
  start: "power-on",
  stop: "shutdown",
};

/** Other words for areas, beside their plurals. */
const AREAS: Readonly<Record<string, string>> = {
  cert: "certificate",
  cluster: "kubernetes",
  db: "database",
  dns: "domain",
  fip: "floating-ip",
  functions: "function",
  invoice: "billing",
  k8s: "kubernetes",
  key: "ssh-key",
  lb: "load-balancer",
  monitoring: "alert",
  server: "droplet",
  space: "spaces-key",
  vm: "droplet",
};

/**
 * Options of other programs and commands, and what stands for them where a command has it. None
 * leads to `--yes`, which skips the questions that prevent mistakes.
 */
const OPTIONS: Readonly<Record<string, string>> = {
  "--access-token": "--api-token",
  "--api-url": "--endpoint",
  "--debug": "--verbose",
  "--format": "--columns",
  "--json": "--output json",
  "--location": "--region",
  "--method": "--request",
  "--trace": "--verbose",
  "-D": "--droplet",
  "-I": "--image",
  "-K": "--ssh-key",
  "-R": "--region",
  "-S": "--size",
  "-U": "--user-data",
  "-f": "--follow",
};

/** The option that another program's option stands for, if a command has it. */
export function optionMeant(name: string, known: readonly string[]): string | undefined {
  const meant = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] as string : "";
  return known.includes(meant.split(" ")[0] as string) ? meant : undefined;
}

/** Never suggested: a typo must not lead to destruction. */
const DESTRUCTIVE = /^(delete|destroy|rebuild|restore|remove|power-off|purge|detach)/;

/** Words, and after them what they may stand for, so that all of it is loaded. */
export function withMeanings(words: readonly string[]): string[] {
  const meanings = words.flatMap((word) => [
    singular(word),
    ...[VERBS, AREAS].flatMap((table) => Object.hasOwn(table, word) ? table[word] as string : []),
    ...(Object.hasOwn(AREAS, singular(word)) ? [AREAS[singular(word)] as string] : []),
  ]);
  return [...words, ...meanings];
}

/** The command below another one that a word names, by its own name or by another word for it. */
export function commandNamed(parent: AnyCommand, word: string): AnyCommand | undefined {
  const own = parent.getCommand(word) as AnyCommand | undefined;
  if (own) return own;
  const isRoot = !parent.getParent();
  const others = isRoot
    ? [
      singular(word),
      ...[word, singular(word)].map((one) => Object.hasOwn(AREAS, one) ? AREAS[one] : undefined),
    ]
    : [Object.hasOwn(VERBS, word) ? VERBS[word] : undefined];
  for (const other of others) {
    const found = other === undefined ? undefined : parent.getCommand(other) as AnyCommand;
    if (found) return found;
  }
  // Who writes a verb in the plural wants a list: "snapshots" must not take one.
  const area = parent.getCommand(singular(word)) as AnyCommand | undefined;
  return area && area.getCommands().length > 0 ? area : undefined;
}

/** Whether a word asks for a list, of which people expect a table. */
export function isList(word: string): boolean {
  return word === "list" || word === "ls";
}

/** Whether a word asks a command that only shows something to show it: `doapi size list`. */
export function isShow(command: AnyCommand, word: string): boolean {
  const shows = word === "show" || (Object.hasOwn(VERBS, word) && VERBS[word] === "show");
  return shows && command.getCommands().length === 0 && command.getArguments().length === 0;
}

/**
 * The error for a word that names no command.
 *
 * @param tree The whole tree, to say which area has a command of that name.
 */
export function unknownCommand(parent: AnyCommand, word: string, tree: AnyCommand): Error {
  const names = (of: AnyCommand) => of.getCommands().map((child: AnyCommand) => child.getName());
  const cmd = { cmd: parent };
  if (parent.getParent()) {
    const known = [...names(parent), ...Object.keys(VERBS)];
    const safe = known.filter((name: string) =>
      !DESTRUCTIVE.test(commandNamed(parent, name)?.getName() ?? "delete")
    );
    const path = words(parent);
    const hint = suggestion(word, safe) || `; see doapi ${path} --help`;
    const text = `doapi ${path} has no command "${word}"${hint}.`;
    return Object.assign(new ValidationError(text), cmd);
  }
  const having = tree.getCommands().filter((area: AnyCommand) =>
    area.getCommands().length > 0 && commandNamed(area, word)
  ).map((area: AnyCommand) => area.getName());
  const generic = having.length > 3;
  const where = having.length === 0 || generic
    ? suggestion(word, names(tree)) || "; see doapi --help"
    : `; write doapi ${having.map((area: string) => `${area} ${word}`).join(", or doapi ")}`;
  const first = generic ? `; name what is meant first, such as doapi droplet ${word}` : where;
  return Object.assign(new ValidationError(`doapi has no area "${word}"${first}.`), cmd);
}

/** The words that a command is called by, after the program's name. */
function words(command: AnyCommand): string {
  return command.getPath().split(" ").slice(1).join(" ");
}

function singular(word: string): string {
  if (/ies$/.test(word)) return word.replace(/ies$/, "y");
  return word.replace(/([^s])s$/, "$1");
}
