import { assert, assertEquals } from "@std/assert";
import { app } from "../../../cli/app.ts";
import type { Context } from "../../../cli/context.ts";
import { helpText } from "../../../cli/help/help.ts";
import type { AnyCommand } from "../../../cli/args/options.ts";
import { cli, sandboxWorld } from "../../support/cli.ts";

Deno.test("help says what a command does and takes, in groups, with an example", async () => {
  const { code, out, err } = await cli("droplet rename --help", sandboxWorld());
  assertEquals([code, err], [0, ""]);
  const [own] = out.split("\nUniversal options:\n");
  assertEquals(
    own,
    `Rename a droplet.

Usage: doapi droplet rename [options] <droplet> <name>

Options:
  --unique                   Fail if the name is in use, instead of warning.

Waiting options:
  --wait-time <time>         Give up after this long, such as 90, 5m or 1h30m,
                             with exit code 5. (Default: never)
  --wait-interval <time>     Time between two checks. (Default: 5)
  -w, --wait                 Wait until everything has completed or errored; the
                             other waiting options imply it.

Examples:
  # By its old name
  doapi droplet rename web-1 web-old
`,
  );
});

Deno.test("-h, --help and help COMMAND say the same", async () => {
  const said = await Promise.all(
    ["image show -h", "image show --help", "help image show"]
      .map(async (line) => (await cli(line, sandboxWorld())).out),
  );
  assertEquals(said, Array(3).fill(said[0]));
  assert(said[0]?.startsWith("Show images"));
});

Deno.test("no help has a line longer than a terminal is wide, but for what is typed", async () => {
  const visit = (command: AnyCommand) => {
    const typed = /^(Usage: | {2}doapi )/;
    const long = helpText(command).split("\n").filter((line) =>
      line.length > 80 && !typed.test(line)
    );
    assertEquals(long, []);
    for (const child of command.getCommands() as AnyCommand[]) visit(child);
  };
  const tree = await app({} as Context);
  tree.getHelp();
  visit(tree);
});
