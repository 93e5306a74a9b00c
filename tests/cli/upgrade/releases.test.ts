import { assertEquals } from "@std/assert";
import { isNewer, systemName } from "../../../cli/upgrade/releases.ts";
import { TARGETS } from "../../../scripts/compile.ts";

Deno.test("each version is newer than those before it", () => {
  const order = ["0.1.0-rc.2", "0.1.0-rc.10", "0.1.0", "0.1.1", "0.2.0", "0.10.0", "1.0.0"];
  for (const [i, version] of order.entries()) {
    for (const [j, other] of order.entries()) assertEquals(isNewer(version, other), i > j);
  }
  assertEquals(isNewer("0.1.0+linux", "0.1.0"), false);
});

Deno.test("every system that is compiled for is found by what Deno calls it", () => {
  const names = TARGETS.map(({ triple }) => {
    const [arch = "", , os = ""] = triple.split("-");
    return systemName({ os, arch });
  });
  assertEquals(names, TARGETS.map(({ name }) => name));
});
