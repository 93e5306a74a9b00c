import { VERSION } from "@doapi/doapi";
import { assertEquals, assertStringIncludes } from "@std/assert";

const read = (file: string) => Deno.readTextFile(new URL(`../../${file}`, import.meta.url));

Deno.test("VERSION is the version in deno.json, and the changelog has a part for it", async () => {
  assertEquals(VERSION, JSON.parse(await read("deno.json")).version);
  assertStringIncludes(await read("CHANGELOG.md"), `\n## ${VERSION} `);
});
