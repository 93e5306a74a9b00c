import { assertEquals, assertThrows } from "@std/assert";
import { createSandbox, type SandboxSeed } from "@doapi/doapi/sandbox";
import { SEED_FIELDS } from "../../../../cli/commands/sandbox/seed_fields.ts";
import { cli, sandboxWorld } from "../../../support/cli.ts";

/** The words that are listed where a seed is refused for an unknown one. */
function known(seed: object): string[] {
  const error = assertThrows(() => createSandbox({ seed: seed as SandboxSeed }), Error);
  return error.message.replace(/^.* (?:is )?none of /, "").split(", ");
}

Deno.test("the help of sandbox seed lists every part of a seed", () => {
  assertEquals(known({ nonsense: [] }).toSorted(), Object.keys(SEED_FIELDS).toSorted());
});

for (const [part, text] of Object.entries(SEED_FIELDS)) {
  if (part === "tags" || part === "resources") continue;
  Deno.test(`the help of sandbox seed names every field of ${part}`, () => {
    const fields = known({ [part]: part === "account" ? { nonsense: 1 } : [{ nonsense: 1 }] });
    const missing = fields.filter((field) => !new RegExp(`\\b${field}\\b`).test(text));
    assertEquals([fields.length > 0, missing], [true, []]);
  });
}

Deno.test("sandbox seed --help has the fields, after the options and before the examples", async () => {
  const { code, out } = await cli("sandbox seed --help", sandboxWorld());
  assertEquals(code, 0);
  const titles = [...out.matchAll(/^(\w.*):$/gm)].map(([, title]) => title);
  assertEquals(titles, ["Options", "Fields of a seed", "Examples", "Universal options"]);
});
