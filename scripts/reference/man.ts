/**
 * The reference as manual pages: doapi.1 for the program and doapi-AREA.1 for each of its areas.
 *
 * @module
 */

import { ALL_ENVIRONMENT, EXIT_CODES, FIELDS, IDENTIFIERS } from "../../cli/help/topics.ts";
import {
  type CommandDoc,
  describedFully,
  leaves,
  type OptionDoc,
  synopsis,
  usage,
} from "../../cli/help/help.ts";

/** What stands at the foot of each page. */
export interface Edition {
  version: string;
  /** In epoch seconds. */
  date: number;
}

/** The pages by file name. */
export function manPages(
  tree: CommandDoc,
  edition: Edition,
): Record<string, string> {
  const pages: Record<string, string> = { "doapi.1": rootPage(tree, edition) };
  for (const area of tree.commands) pages[`${pageName(area)}.1`] = areaPage(area, edition);
  return pages;
}

function rootPage(tree: CommandDoc, edition: Edition): string {
  return page(tree, edition, [
    section("SYNOPSIS", synopsisLine("doapi [options] <area> [command] [arguments...]")),
    section("DESCRIPTION", text(tree.description)),
    section("AREAS", ...tree.commands.map((area) => item(area.path, area.description))),
    section("OPTIONS", text("Every command takes these."), options(tree.options)),
    section("IDENTIFIERS", items(IDENTIFIERS)),
    section("FIELDS", items(FIELDS)),
    section("ENVIRONMENT", items(ALL_ENVIRONMENT)),
    section("FILES", item("~/.doapi", "The API token, if neither option nor environment has it.")),
    section("EXIT STATUS", items(EXIT_CODES)),
    section("SEE ALSO", seeAlso(tree.commands)),
  ]);
}

function areaPage(area: CommandDoc, edition: Edition): string {
  const commands = leaves(area);
  // An area that is itself a command needs no list of commands.
  const body = area.commands.length === 0
    ? commandParts(area).map(([title, roff]) => section(title.toUpperCase(), roff))
    : [section(
      "COMMANDS",
      ...commands.map((leaf) =>
        `.SS ${quote(leaf.path)}\n` + text(leaf.description) + synopsisLine(synopsis(leaf)) +
        commandParts(leaf).map(([title, roff]) => text(`${title}:`) + roff).join("")
      ),
    )];
  return page(area, edition, [
    section("SYNOPSIS", ...commands.map((leaf) => synopsisLine(synopsis(leaf)))),
    section("DESCRIPTION", text(area.description)),
    ...body,
    section("SEE ALSO", `.BR doapi (1),\nfor the options that every command takes\n`),
  ]);
}

function commandParts(command: CommandDoc): [title: string, roff: string][] {
  const examples = command.examples.map(({ name, line }) =>
    item(name, "", `.EX\n${escape(line)}\n.EE\n`)
  );
  const parts: [string, string][] = [
    ["Options", options(command.options)],
    [command.details?.title ?? "", items(command.details?.rows ?? [])],
    ["Examples", examples.join("")],
  ];
  return parts.filter(([, roff]) => roff !== "");
}

function page(command: CommandDoc, { version, date }: Edition, sections: string[]): string {
  const name = pageName(command);
  const day = new Date(date * 1000).toISOString().slice(0, 10);
  const title = [name.toUpperCase(), "1", day, `doapi ${version}`, "doapi"].map(quote).join(" ");
  const summary = command.description.replace(/\.$/, "");
  return `.TH ${title}\n${section("NAME", `${escape(`${name} - ${summary}`)}\n`)}${
    sections.join("")
  }`;
}

function section(title: string, ...parts: string[]): string {
  return `.SH ${quote(title)}\n${parts.join("")}`;
}

function synopsisLine(line: string): string {
  return `.PP\n${escape(line)}\n`;
}

function text(words: string): string {
  return `.PP\n${escape(words)}\n`;
}

function options(all: OptionDoc[]): string {
  return all.map((option) => item(usage(option), describedFully(option))).join("");
}

/** A tagged paragraph. */
function item(tag: string, words: string, rest = ""): string {
  return `.TP\n.B ${escape(tag)}\n${words ? `${escape(words)}\n` : ""}${rest}`;
}

function items(rows: readonly (readonly [tag: string, words: string])[]): string {
  return rows.map(([tag, words]) => item(tag, words)).join("");
}

function seeAlso(areas: CommandDoc[]): string {
  return areas.map((area) => `.BR ${escape(pageName(area))} (1)`).join(",\n") + "\n";
}

/** An argument of a macro. */
function quote(words: string): string {
  return `"${escape(words).replaceAll('"', '""')}"`;
}

/** Text in which nothing is taken for roff; a hyphen stays one, so that options can be copied. */
function escape(words: string): string {
  return words.replaceAll("\\", "\\e").replaceAll("-", "\\-").replace(/^[.']/gm, "\\&$&");
}

/** "doapi ssh-key" is in doapi-ssh-key. */
function pageName(command: CommandDoc): string {
  return command.path.replaceAll(" ", "-");
}
