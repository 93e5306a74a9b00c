/**
 * The reference in Markdown: a page for the program and one for each of its areas.
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

/** Stands at the top of each page. */
const NOTE = "<!-- Written by `deno task reference`; changes are lost. -->";

/** The pages by file name. */
export function markdownPages(
  tree: CommandDoc,
): Record<string, string> {
  const pages: Record<string, string> = { "doapi.md": rootPage(tree) };
  for (const area of tree.commands) pages[`${fileName(area)}.md`] = areaPage(area);
  return pages;
}

function rootPage(tree: CommandDoc): string {
  return page([
    `# ${tree.path}`,
    tree.description,
    "## Areas",
    list(tree.commands.map((area) => [
      `[${area.path}](${fileName(area)}.md)`,
      area.description,
    ])),
    "## Options of every command",
    options(tree.options),
    "## Environment",
    list(rowsOf(ALL_ENVIRONMENT)),
    "## Identifiers",
    list(rowsOf(IDENTIFIERS)),
    "## Fields",
    list(rowsOf(FIELDS)),
    "## Exit codes",
    list(rowsOf(EXIT_CODES)),
  ]);
}

function areaPage(area: CommandDoc): string {
  // An area that is itself a command needs no list of commands.
  const commands = area.commands.length === 0 ? commandText(area) : [
    escape(area.description),
    ...leaves(area).flatMap((leaf) => [
      `## ${leaf.path}`,
      ...commandText(leaf),
    ]),
  ];
  return page([
    `# ${area.path}`,
    ...commands,
    "The [options of every command](doapi.md#options-of-every-command) are taken here too.",
  ]);
}

function commandText(command: CommandDoc): string[] {
  const { details } = command;
  const examples = command.examples.map(({ name, line }) => `# ${name}\n${line}`).join("\n\n");
  return [
    escape(command.description),
    code(synopsis(command)),
    ...(command.options.length ? [options(command.options)] : []),
    ...(details ? [`${details.title}:`, list(rowsOf(details.rows))] : []),
    ...(examples ? ["Examples:", code(examples)] : []),
  ];
}

function options(all: OptionDoc[]): string {
  return list(all.map((option) => [`\`${usage(option)}\``, escape(describedFully(option))]));
}

/** What is written as code, and its meaning. */
function rowsOf(rows: readonly (readonly [written: string, meaning: string])[]) {
  return rows.map(([written, meaning]): [string, string] => [`\`${written}\``, escape(meaning)]);
}

function list(items: [string, string][]): string {
  return items.map(([name, text]) => `- ${name}: ${text}`).join("\n");
}

function code(text: string): string {
  return "```sh\n" + text + "\n```";
}

function page(blocks: string[]): string {
  return [NOTE, ...blocks].join("\n\n") + "\n";
}

/** Text in which nothing is taken for Markdown. */
function escape(text: string): string {
  return text.replace(/[\\`*_<>[\]]/g, "\\$&");
}

/** "doapi ssh-key" is in doapi-ssh-key. */
function fileName(area: CommandDoc): string {
  return area.path.replaceAll(" ", "-");
}
