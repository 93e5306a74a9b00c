import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { modulesIn } from "../../scripts/modules.ts";
import { stalePages, writePages } from "../../scripts/reference.ts";
import { manPages } from "../../scripts/reference/man.ts";
import { markdownPages } from "../../scripts/reference/markdown.ts";
import { commandTree } from "../../scripts/reference/tree.ts";
import { type CommandDoc, leaves, synopsis } from "../../cli/help/help.ts";
import { ENVIRONMENT } from "../../cli/help/topics.ts";
import { hasProgram } from "../support/process.ts";
import { inFolder } from "./support.ts";

const EDITION = { version: "1.2.3", date: Date.UTC(2016, 0, 1) / 1000 };

/** A program with one area, with everything in it that could be taken for markup. */
const area: CommandDoc = {
  path: "doapi thing",
  description: "Things.",
  args: "",
  options: [],
  examples: [],
  commands: [{
    path: "doapi thing new",
    description: "Make a *thing*\\.",
    args: "<name...>",
    options: [{
      flags: ["-w", "--wait"],
      value: "<seconds>",
      description: ".5 <or> more.",
      required: false,
      group: "Options",
    }],
    details: { title: "Parts", rows: [["big", "A <big> one."]] },
    examples: [{ name: "Two", line: "doapi thing new 'a\\b' --wait 5" }],
    commands: [],
  }],
};
const tree: CommandDoc = {
  path: "doapi",
  description: "A program.",
  args: "",
  options: [{
    flags: ["-q", "--quiet"],
    value: "",
    description: "Say less.",
    required: false,
    group: "Options",
  }],
  examples: [],
  commands: [area],
};

Deno.test("a Markdown page has each command's synopsis, options and examples, as they are typed", () => {
  assertEquals(
    markdownPages(tree)["doapi-thing.md"],
    `<!-- Written by \`deno task reference\`; changes are lost. -->

# doapi thing

Things.

## doapi thing new

Make a \\*thing\\*\\\\.

\`\`\`sh
doapi thing new [options] <name...>
\`\`\`

- \`-w, --wait <seconds>\`: .5 \\<or\\> more.

Parts:

- \`big\`: A \\<big\\> one.

Examples:

\`\`\`sh
# Two
doapi thing new 'a\\b' --wait 5
\`\`\`

The [options of every command](doapi.md#options-of-every-command) are taken here too.
`,
  );
});

Deno.test("a manual page has the same, and no text of it is taken for roff", () => {
  assertEquals(
    manPages(tree, EDITION)["doapi-thing.1"],
    `.TH "DOAPI\\-THING" "1" "2016\\-01\\-01" "doapi 1.2.3" "doapi"
.SH "NAME"
doapi\\-thing \\- Things
.SH "SYNOPSIS"
.PP
doapi thing new [options] <name...>
.SH "DESCRIPTION"
.PP
Things.
.SH "COMMANDS"
.SS "doapi thing new"
.PP
Make a *thing*\\e.
.PP
doapi thing new [options] <name...>
.PP
Options:
.TP
.B \\-w, \\-\\-wait <seconds>
\\&.5 <or> more.
.PP
Parts:
.TP
.B big
A <big> one.
.PP
Examples:
.TP
.B Two
.EX
doapi thing new 'a\\eb' \\-\\-wait 5
.EE
.SH "SEE ALSO"
.BR doapi (1),
for the options that every command takes
`,
  );
});

Deno.test("the program's own page has the areas, the universal options and the exit codes", () => {
  const markdown = markdownPages(tree)["doapi.md"] ?? "";
  assertStringIncludes(markdown, "- [doapi thing](doapi-thing.md): Things.\n");
  assertStringIncludes(markdown, "- `-q, --quiet`: Say less.\n");
  assertStringIncludes(markdown, "- `0`: done\n");
  const man = manPages(tree, EDITION)["doapi.1"] ?? "";
  assertStringIncludes(man, ".TP\n.B doapi thing\nThings.\n");
  assertStringIncludes(man, ".TP\n.B \\-q, \\-\\-quiet\nSay less.\n");
  assertStringIncludes(man, '.SH "EXIT STATUS"\n.TP\n.B 0\ndone\n');
});

Deno.test("the tree has every command, with what it takes", async () => {
  const found = leaves(await commandTree()).map(synopsis);
  for (
    const line of [
      "doapi account [options]",
      "doapi droplet new --image <image> --size <size> --region <region> [options] <name...>",
      "doapi ssh-key new [options] <name> [file]",
      "doapi size [options]",
    ]
  ) assert(found.includes(line), line);
});

Deno.test("universal options are the root's, and no command repeats them", async () => {
  const root = await commandTree();
  const universal = new Set(root.options.flatMap(({ flags }) => flags));
  for (const flag of ["--help", "--version", "--sandbox", "-q"]) assert(universal.has(flag), flag);
  const own = leaves(root).flatMap(({ options }) => options.flatMap(({ flags }) => flags));
  // What the API calls a version in some areas wins over the program's.
  const repeated = own.filter((flag) => universal.has(flag) && flag !== "--version");
  assertEquals(repeated, []);
});

Deno.test("every environment variable that the CLI reads is in the reference", async () => {
  const read = new Set<string>();
  const root = new URL("../../", import.meta.url);
  for (const file of await modulesIn(root, "cli")) {
    const source = await Deno.readTextFile(new URL(file, root));
    const names = /\benv(?:\.get)?\("([A-Za-z_]+)"\)|"((?:DO|DOAPI|DIGITALOCEAN)_[A-Z_]+)"/g;
    for (const [, plain, token] of source.matchAll(names)) read.add(plain ?? token ?? "");
  }
  assert(read.size > 10);
  assertEquals([...read].filter((name) => !(name in ENVIRONMENT)), []);
});

Deno.test("pages that are missing, changed or left over are stale; written ones are not", () =>
  inFolder(async (root) => {
    const folder = `${root}/reference`;
    const pages = { "a.md": "A\n", "b.md": "B\n" };
    assertEquals(await stalePages(folder, pages), ["a.md", "b.md"]);
    await writePages(folder, pages);
    assertEquals(await stalePages(folder, pages), []);
    await Deno.writeTextFile(`${folder}/b.md`, "C\n");
    await Deno.writeTextFile(`${folder}/old.md`, "");
    assertEquals(await stalePages(folder, pages), ["b.md", "old.md"]);
    await writePages(folder, pages);
    assertEquals(await stalePages(folder, pages), []);
  }));

const groff = await hasProgram("groff", "--version");

Deno.test({
  name: "the manual pages are roff without a warning",
  ignore: !groff,
  fn: () =>
    inFolder(async (folder) => {
      const pages = manPages(await commandTree(), EDITION);
      await writePages(folder, pages);
      const { success, stderr } = await new Deno.Command("groff", {
        args: ["-man", "-ww", "-z", ...Object.keys(pages)],
        cwd: folder,
      }).output();
      assertEquals([success, new TextDecoder().decode(stderr)], [true, ""]);
    }),
});
