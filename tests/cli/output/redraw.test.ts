import { assert, assertEquals } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { account } from "../../support/tables.ts";

Deno.test("--watch draws a list over the one before until Ctrl-C, each from new requests", async () => {
  const stop = new AbortController();
  const world = account({
    outIsTerminal: true,
    signal: stop.signal,
    onOut: (out) =>
      out.split("\x1b[H").length > 3 ? stop.abort(new Error("interrupted")) : undefined,
  });
  const ran = await cli("domain show -o ids --watch 0.001", world);
  assertEquals([ran.code, ran.err], [0, ""]);
  assertEquals(ran.out, `\x1b[2J${"\x1b[Hexample.com\x1b[K\n\x1b[J".repeat(3)}`);
  assertEquals(ran.requests.length, 3);
});

Deno.test("--watch fails where there is no terminal, and with a time that is none", async () => {
  const pipe = await cli("domain show --watch 5", account());
  assertEquals(
    [pipe.code, pipe.err, pipe.requests],
    [1, "doapi: --watch needs a terminal\n", []],
  );
  for (const time of ["0", "soon"]) {
    const ran = await cli(`domain show --watch ${time}`, account({ outIsTerminal: true }));
    assertEquals([ran.code, ran.out, ran.requests], [2, "", []]);
  }
});

Deno.test("a failure ends --watch with its message", async () => {
  const ran = await cli("droplet show nope --watch 1", account({ outIsTerminal: true }));
  assertEquals([ran.code, ran.err], [1, "doapi: 'nope': no such droplet\n"]);
});

Deno.test("every command that shows something takes --watch, and no other does", async () => {
  const { commandTree } = await import("../../../scripts/reference/tree.ts");
  const { leaves } = await import("../../../cli/help/help.ts");
  for (const leaf of leaves(await commandTree())) {
    const verb = leaf.path.split(" ").at(-1) ?? "";
    const watches = leaf.options.some(({ flags }) => flags.includes("--watch"));
    // A kubeconfig is a file's content, and not for a terminal.
    const shows = /^(show(-.*)?|actions|backups|kernels|neighbors|account|size|region|inventory)$/;
    if (shows.test(verb) && !leaf.path.includes("kubeconfig")) assert(watches, leaf.path);
    if (/^(new|delete|update|act)$/.test(verb)) assert(!watches, leaf.path);
  }
});
