import { assertEquals, assertMatch } from "@std/assert";
import { ERASE } from "../../../cli/output/safe.ts";
import { cli } from "../../support/cli.ts";
import { script } from "../../support/script.ts";

/** A name that clears the screen, rings, moves the cursor by a C1 sequence and turns text around. */
const NAME = "web\x1b[2J\x07\x9b1A\x7f\u202egpj.\u2066\u200e\u200f\u061c\r\nsecond line";
const droplets = [{ id: 1, name: NAME, status: "new" }];

/** Whether a terminal shows the text and does nothing else with it. */
function assertShown(text: string) {
  assertMatch(
    text,
    /^[\n\t\x20-\x7e\xa0-\u061b\u061d-\u200d\u2010-\u2029\u202f-\u2065\u206a-\uffff]*$/,
  );
}

Deno.test("the JSON of a name that a terminal would obey is equal and harmless", async () => {
  const { out } = await cli(
    "droplet show",
    script({ request: "GET /v2/droplets?per_page=200", reply: { droplets } }),
  );
  assertEquals(JSON.parse(out), droplets);
  assertShown(out);
});

const LINES: [what: string, line: string[], reply: object, says: RegExp][] = [
  ["an argument", ["droplet", "show", NAME], { droplets: [] }, /^doapi: 'web\\u001b\[2J.* no such/],
  ["an ambiguous name", ["droplet", "show", "a"], {
    droplets: [{ id: 1, name: "a" }, { id: "2\x1b", name: "a" }],
  }, /used by multiple droplets: 1, 2\\u001b/],
];
for (const [what, line, reply, says] of LINES) {
  Deno.test(`${what} is told in one line that a terminal cannot obey`, async () => {
    const fetch = () => Promise.resolve(Response.json(reply));
    const { code, err } = await cli(line, { fetch });
    assertEquals(code, 1);
    assertMatch(err, says);
    assertMatch(err, /^[^\n]*\n$/);
    assertShown(err);
  });
}

Deno.test("so is the API's message, and the name of what was not ready in time", async () => {
  const refused = { id: "no\x1b", message: "not\x1b[31m\r\nnow" };
  const { err } = await cli(
    "account",
    script({ request: "GET /v2/account", status: 422, reply: refused }),
  );
  assertEquals(err.split("\n").length, 2);
  assertShown(err);
  const fetch = () => Promise.resolve(Response.json({ droplet: droplets[0] }));
  const late = await cli("droplet wait -q -S active --wait-time 0 1", { fetch });
  assertEquals([late.code, late.err.split("\n").length], [5, 2]);
  assertShown(late.err);
});

Deno.test("a terminal is told to erase the line of progress, and nothing else", async () => {
  const action = { id: 1, status: "in-progress", type: "\x1b[2J", resource_type: "droplet" };
  const fetch = () => Promise.resolve(Response.json({ action }));
  const { code, err } = await cli("action wait --wait-time 1 1", { fetch, isTerminal: true });
  assertEquals(code, 5);
  const [, progress = "", end = ""] = err.split(ERASE);
  assertEquals(progress, "Waiting for actions: 0 of 1 done, 1 s");
  assertMatch(end, /^doapi: still in progress .*\n$/);
  assertShown(progress + end);
});
