import { assertEquals, assertStringIncludes } from "@std/assert";
import { FakeClock } from "@doapi/doapi/sandbox";
import { cli, sandboxWorld } from "../../../support/cli.ts";
import { running } from "./support.ts";

const START = Date.UTC(2026, 0, 1);

/** The time that a command prints, in seconds since the start, and whether the clock stands. */
function told(out: string): [number, boolean] {
  const { epoch_ms, frozen } = JSON.parse(out);
  return [(epoch_ms - START) / 1000, frozen];
}

Deno.test("the clock of a running simulator is shown, advanced, frozen and let go", async () => {
  const clock = new FakeClock(START);
  await running({ now: clock.now }, async (url) => {
    const run = async (words: string) => {
      const ran = await cli(`sandbox clock ${words} --url ${url}`, sandboxWorld());
      assertEquals([ran.code, ran.err], [0, ""]);
      return told(ran.out);
    };
    assertEquals(await run("show"), [0, false]);
    assertEquals(await run("advance 1h30m"), [5400, false]);
    assertEquals(await run("freeze"), [5400, true]);
    clock.advance(60);
    assertEquals(await run("advance 30"), [5430, true]);
    assertEquals(await run("thaw"), [5430, false]);
    clock.advance(1);
    assertEquals(await run("show"), [5431, false]);
  });
});

Deno.test("the clock of the simulator in the file brings about what falls due", async () => {
  const env = { DOAPI_SANDBOX_STATE: "state.json", DOAPI_SANDBOX: "1" };
  const world = { ...sandboxWorld(), env, files: {} };
  await cli("droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 web-1", world);
  const status = async () =>
    (await cli("droplet show -o tsv --columns status web-1", world)).out.trim();
  await cli("sandbox clock freeze", world);
  await world.clock?.sleep(60);
  assertEquals(await status(), "new");
  assertEquals((await cli("sandbox clock advance 2", world)).code, 0);
  assertEquals(await status(), "active");
});

for (
  const [line, message] of [
    ["advance -- -5", "The clock cannot go back: got -5."],
    ["advance soon", "must be a time such as 90, 90s, 5m or 1h30m"],
    ["advance", "Missing argument"],
  ] as const
) {
  Deno.test(`sandbox clock ${line} is wrong usage`, async () => {
    const world = { ...sandboxWorld(), env: { DOAPI_SANDBOX_STATE: "state.json" }, files: {} };
    const { code, out, err } = await cli(`sandbox clock ${line}`, world);
    assertEquals([code, out], [2, ""]);
    assertStringIncludes(err, message);
  });
}
