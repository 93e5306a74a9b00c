/** The stand-ins from npm infer types as the packages from JSR do; the compiler is the test. */

import { assert, assertEquals, assertInstanceOf, assertRejects, assertThrows } from "@std/assert";
import { Command, EnumType } from "@cliffy/command";
import { npmImports } from "../../../scripts/packages/npm.ts";
import config from "../../../deno.json" with { type: "json" };

Deno.test("options and arguments of a command have the types that their texts declare", async () => {
  await new Command()
    .type("color", new EnumType(["red", "blue"]))
    .option("--count <n:number>", "A number.", { required: true })
    .option("--color <color:color>", "One of two words.")
    .arguments("<first:string> [rest...:number]")
    .action(({ count, color }, first, ...rest) => {
      const right: [number, "red" | "blue" | undefined, string, number[]] = [
        count,
        color,
        first,
        rest,
      ];
      assertEquals(right, [3, "blue", "a", [1, 2]]);
      // @ts-expect-error: a number is not a string
      const wrong: string = count;
      assertEquals(wrong as unknown, 3);
    })
    .parse(["--count", "3", "--color", "blue", "a", "1", "2"]);
});

Deno.test("assertions narrow what they are given", async () => {
  const value: unknown = new Date(0);
  assertInstanceOf(value, Date);
  assertEquals(value.getTime(), 0);

  const word = ["a"][0];
  assert(word !== undefined);
  assertEquals(word.length, 1);

  const error: TypeError = assertThrows(() => new URL("?"), TypeError);
  assert(error.message);
  const unnamed = await assertRejects(() => Promise.reject(new Error("no")));
  // @ts-expect-error: without a class it may be anything
  assertEquals(unnamed.message, "no");
  // @ts-expect-error: a number is not a string
  assertThrows(() => assertEquals(1, "1"));
});

Deno.test("npm stands in for every package that deno.json takes from JSR", () => {
  const names = Object.keys(npmImports("npm"));
  const wanted = Object.entries(config.imports).filter(([, target]) => target.startsWith("jsr:"));
  const missing = wanted.map(([name]) => name).filter((name) =>
    !names.some((other) => other === name || other.startsWith(`${name}/`))
  );
  assertEquals(missing, []);
});
