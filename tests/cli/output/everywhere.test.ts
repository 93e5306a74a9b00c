import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { app } from "../../../cli/app.ts";
import { readLine } from "../../../cli/args/argv.ts";
import type { AnyCommand } from "../../../cli/args/options.ts";
import { resultOf } from "../../../cli/args/result.ts";
import type { Context } from "../../../cli/context.ts";
import { MissingFile } from "../../../cli/errors.ts";
import { Problems } from "../../../cli/problems.ts";
import { fieldsOf, schemaAt } from "../../../cli/output/fields.ts";
import { viewOf } from "../../../cli/output/view.ts";

const CTX = {
  env: () => undefined,
  envIsEmpty: () => false,
  readFile: (path: string) => Promise.reject(new MissingFile(path)),
  outIsTerminal: false,
} as unknown as Context;
const TREE = await app(CTX);

/** The commands that do something, by the words that they are called by. */
function leaves(command: AnyCommand, path: readonly string[] = []): [string[], AnyCommand][] {
  const below: AnyCommand[] = command.getCommands();
  if (below.length === 0) return [[[...path], command]];
  return below.flatMap((child) => leaves(child, [...path, child.getName()]));
}
const LEAVES = leaves(TREE);

/** What is the same on every line, as it is typed. */
const EVERYWHERE = [
  "-o yaml",
  "--output=wide",
  "--columns id",
  "--no-header",
  "--no-headers",
  "--headers",
  "--filter id=3",
  "--sort id:desc",
  "--limit 3",
  "--query [0]",
  "--color always",
  "--no-color",
];

Deno.test("every command of every area takes the options about its result", () => {
  for (const [path, command] of LEAVES) {
    for (const option of EVERYWHERE) {
      const line = [...path, ...option.split(" ")];
      const { command: read, problems } = readLine(TREE, line);
      assertEquals(read, command);
      const unknown = problems?.message.split("\n").filter((one) => !one.startsWith("Missing"));
      assertEquals(unknown ?? [], [], line.join(" "));
    }
  }
});

/** Commands that show lists whose fields nobody knows before they are there. */
const UNKNOWN = [
  "action resource",
  "app deployment logs",
  "app deployment component-logs",
  "app event logs",
  "app job logs",
  "droplet show-upgrades",
  "request",
  "sandbox requests",
];

Deno.test("the fields of every list are known, and all columns of its table are among them", () => {
  const unknown: string[] = [];
  const wrong: string[] = [];
  for (const [path, command] of LEAVES) {
    const result = resultOf(command);
    const fields = fieldsOf(result);
    const name = path.join(" ");
    if (result.list && fields === null && path[0] !== "metric") unknown.push(name);
    for (const column of fields ? result.columns ?? [] : []) {
      if (schemaAt(fields!, column) === null) wrong.push(`${name}: ${column}`);
    }
  }
  assertEquals([wrong, unknown], [[], UNKNOWN]);
});

Deno.test("every list has columns of its own, so that an empty one shows them too", () => {
  const without = LEAVES.filter(([path, command]) => {
    const { list, columns } = resultOf(command);
    return list && !columns && path[0] !== "metric" && !UNKNOWN.includes(path.join(" "));
  });
  assertEquals(without.map(([path]) => path.join(" ")), []);
});

Deno.test("an unknown field is refused before anything is sent, with the list of those there are", async () => {
  const wrong = { columns: ["id", "nonsense"], sort: { field: "nonsense.slug", down: false } };
  for (const [path, command] of LEAVES) {
    const result = resultOf(command);
    const fields = fieldsOf(result);
    if (!result.list || !fields) continue;
    const { message } = await assertRejects(
      () =>
        viewOf(CTX, { ...wrong, columns: ["nonsense"] }, {
          result,
          listed: false,
          usesSettings: false,
        }),
      Problems,
    );
    const [columns, sort, list] = message.split("\n");
    assertMatch(columns!, /^Option "--columns" has an unknown field "nonsense"/);
    assertMatch(sort!, /^Option "--sort" has an unknown field "nonsense.slug"/);
    assertEquals(list, `The fields are ${Object.keys(fields).sort().join(", ")}.`, path.join(" "));
  }
});

Deno.test("a part of a list is chosen only where a list is read", async () => {
  for (const [path, command] of LEAVES) {
    const result = resultOf(command);
    const view = () => viewOf(CTX, { limit: 1 }, { result, listed: false, usesSettings: false });
    if (result.list) assertEquals((await view()).selection.limit, 1, path.join(" "));
    else await assertRejects(view, Error, '"--limit" is for commands that show lists');
  }
});

Deno.test("a misspelt option is refused with one that there is, on every command", () => {
  for (const [path] of LEAVES) {
    const { problems } = readLine(TREE, [...path, "--ouptut", "yaml"]);
    assertMatch(problems!.message, /^Unknown option "--ouptut"; perhaps --output\b/);
  }
});
