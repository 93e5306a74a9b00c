import { assertEquals } from "@std/assert";
import { readDuration } from "../../../cli/args/duration.ts";

Deno.test("times are read with their units, the largest first", () => {
  const read = Object.fromEntries(
    ["90", "90s", "5m", "1h30m", "2d", "1.5h", "0", "0.5"].map((text) =>
      [text, readDuration(text)] as const
    ),
  );
  assertEquals(read, {
    "90": 90,
    "90s": 90,
    "5m": 300,
    "1h30m": 5400,
    "2d": 172800,
    "1.5h": 5400,
    "0": 0,
    "0.5": 0.5,
  });
});

Deno.test("what is not a time is refused", () => {
  for (const text of ["", "soon", "-5", "5x", "30m1h", "1h1h", "1 h", "h", "1e3"]) {
    assertEquals([text, readDuration(text)], [text, null]);
  }
});
