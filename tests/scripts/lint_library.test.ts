import { fileURLToPath } from "node:url";
import { assertEquals } from "@std/assert";
import plugin from "../../scripts/lint_library.ts";

/** What the rule says of a source text, were it in a file of that name. */
function lint(path: string, source: string): string[] {
  const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  return Deno.lint.runPlugin(plugin, file, source).map(({ range, message }) =>
    `${source.slice(...range)}: ${message}`
  );
}

Deno.test("what only one platform has is refused in lib/", () => {
  const portable = "the library runs elsewhere too; take what you need as an option";
  assertEquals(lint("lib/core/http.ts", `Deno.exit(1); const { env } = process;`), [
    `Deno: No Deno in lib/: ${portable}`,
    `process: No process in lib/: ${portable}`,
  ]);
  assertEquals(lint("lib/core/http.ts", `let a: Deno.Addr; typeof Deno; globalThis.Deno;`), [
    `Deno: No Deno in lib/: ${portable}`,
    `Deno: No Deno in lib/: ${portable}`,
    `Deno: No Deno in lib/: ${portable}`,
  ]);
});

Deno.test("lib/ does not print", () => {
  assertEquals(lint("lib/client.ts", `console.log(1);`), [
    "console: No console in lib/: the library does not print; return it, throw it or call a hook",
  ]);
});

Deno.test("comments, strings and fields of those names are fine in lib/", () => {
  const source = `
    /** console.log(droplet) */
    const key = "Deno.customInspect"; // Deno.inspect
    const job = { process: 1, console: 2 };
    job.process + job.console;
  `;
  assertEquals(lint("lib/core/resource.ts", source), []);
});

Deno.test("the command line may use what it runs on", () => {
  assertEquals(lint("cli/main.ts", `Deno.exit(1); console.error(1);`), []);
});
