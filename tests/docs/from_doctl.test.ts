import { assertEquals } from "@std/assert";
import { type CommandDoc, leaves } from "../../cli/help/help.ts";
import { PAIRS } from "../../scripts/guides/doctl/mod.ts";
import { withTable } from "../../scripts/guides/table.ts";
import { GUIDE } from "../../scripts/guides.ts";
import { commandTree } from "../../scripts/reference/tree.ts";
import { hasProgram } from "../support/process.ts";

/** What of a command line the tree does not have. */
function missing(tree: CommandDoc, line: string): string[] {
  const words = line.split(" ");
  const first = words.findIndex((word) => word.startsWith("-"));
  const path = ["doapi", ...(first < 0 ? words : words.slice(0, first))].join(" ");
  const found = path === "doapi" ? tree : leaves(tree).find((leaf) => leaf.path === path);
  if (!found) return [path];
  const flags = [...found.options, ...tree.options].flatMap(({ flags }) => flags);
  return words.filter((word) => word.startsWith("-") && !flags.includes(word));
}

Deno.test("every command that stands for one of doctl exists, with its options", async () => {
  const tree = await commandTree();
  const wrong = PAIRS.flatMap(({ doctl, doapi }) =>
    doapi === null ? [] : missing(tree, doapi).map((word) => `${doctl}: ${doapi}: ${word}`)
  );
  assertEquals(wrong, []);
});

Deno.test("no command of doctl is in the table twice", () => {
  const names = PAIRS.map(({ doctl }) => doctl);
  assertEquals(names, [...new Set(names)]);
});

Deno.test("the guide has the table that `deno task guides` writes", async () => {
  const guide = await Deno.readTextFile(GUIDE);
  assertEquals(guide, withTable(guide));
});

/** The commands in the help of doctl, below some words. */
async function commandsOf(words: readonly string[]): Promise<string[]> {
  const { stdout } = await new Deno.Command("doctl", { args: [...words, "--help"] }).output();
  const [commands = ""] =
    new TextDecoder().decode(stdout).split("Usage:").at(-1)?.split("Flags:") ??
      [];
  const names = [...commands.matchAll(/^ {2}([a-z0-9-]+)\s+\S/gm)].map(([, name = ""]) => name)
    .filter((name) => !["doctl", "help", "completion"].includes(name));
  if (names.length === 0) return [words.join(" ")];
  const below: string[] = [];
  for (const name of names) below.push(...await commandsOf([...words, name]));
  return below;
}

Deno.test({
  name: "the table has the commands of doctl's help; needs doctl 1.166 in PATH",
  ignore: !await hasProgram("doctl"),
  async fn() {
    assertEquals(PAIRS.map(({ doctl }) => doctl), (await commandsOf([])).sort());
  },
});
