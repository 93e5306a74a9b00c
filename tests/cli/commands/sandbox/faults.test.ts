import { assertEquals, assertStringIncludes } from "@std/assert";
import { cli, sandboxWorld } from "../../../support/cli.ts";
import { running } from "./support.ts";

const ADD = "sandbox faults add";

for (
  const [line, rule] of [
    ["--status 503", { status: 503 }],
    ["--method delete --path /v2/droplets/* --status 500", {
      method: "DELETE",
      path: "/v2/droplets/*",
      status: 500,
    }],
    ["--times 2 --drop after", { times: 2, drop: "after" }],
    ["--probability 0.5 --latency 1m", { probability: 0.5, latency: 60 }],
    [`--status 418 --body '{"id":"teapot"}'`, { status: 418, body: { id: "teapot" } }],
    ["--status 418 --body short", { status: 418, body: "short" }],
    ["--status 418 --body @body.json", { status: 418, body: [1] }],
    ["--status 429 --header retry-after:1 --header 'a: b:c'", {
      status: 429,
      headers: { "retry-after": "1", a: "b:c" },
    }],
    ["--truncate half", { truncate: true }],
    ["--truncate=12", { truncate: 12 }],
    ["--html --bad-json --error-action", { html: true, badJson: true, errorAction: true }],
    [`'{"path": "/v2/tags", "status": 500}' --times 1`, {
      path: "/v2/tags",
      status: 500,
      times: 1,
    }],
  ] as const
) {
  Deno.test(`${ADD} ${line} puts that rule in force`, () =>
    running({}, async (url, sandbox) => {
      const world = { ...sandboxWorld(), files: { "body.json": "[1]" } };
      const { code, out, err } = await cli(`${ADD} ${line} --url ${url}`, world);
      const times = "times" in rule ? rule.times : null;
      assertEquals([code, err], [0, ""]);
      assertEquals(sandbox.faults.list() as unknown, [{ ...rule, id: 1, left: times }]);
      assertEquals(JSON.parse(out), sandbox.faults.list()[0]);
    }));
}

Deno.test("rules of the simulator in the file are kept, met, listed and taken out of force", async () => {
  const env = { HOME: "/home/me", DOAPI_SANDBOX_STATE: "state.json" };
  const world = { ...sandboxWorld(), env, files: {} };
  await cli("sandbox faults add --path /v2/account --status 403", world);
  await cli("sandbox faults add --latency 1", world);
  const listed = await cli("sandbox faults list -o tsv --columns id,path,status", world);
  assertEquals([listed.code, listed.out, listed.err], [0, "1\t/v2/account\t403\n2\t\t\n", ""]);
  const met = await cli("account --sandbox", world);
  assertEquals([met.code, met.out], [1, ""]);
  assertStringIncludes(met.err, "403");
  assertEquals((await cli("sandbox faults clear 1", world)).code, 0);
  assertEquals((await cli("sandbox faults list -o ids", world)).out, "2\n");
  assertEquals((await cli("sandbox faults clear", world)).code, 0);
  assertEquals((await cli("sandbox faults list", world)).out, "[]\n");
});

for (
  const [line, code, message] of [
    ["add", 1, "A fault rule needs one of status, latency, drop"],
    ["add --status 99", 1, '"status" of a fault rule must be a whole number from 200 to 599'],
    [
      "add --status 500 --probability 2",
      1,
      '"probability" of a fault rule must be a number from 0 to 1',
    ],
    ["add --method PASTE", 2, 'Option "--method" must be one of GET, HEAD, POST'],
    ["add --drop twice", 2, 'Option "--drop" must be one of before, after, but got "twice".'],
    [
      "add --status 503 --header a",
      2,
      'Option "--header" must be like retry-after:1, but got "a".',
    ],
    ["add --latency -1", 2, 'Option "--latency" must be 0 or more'],
    ["add --truncate some", 2, 'Option "--truncate" must be a number or half, but got "some".'],
    ["add []", 1, "The rule must be a JSON object"],
    [`add '{"staus": 1}'`, 1, 'A fault rule has an unknown field "staus"'],
    ["clear 7", 1, "There is no fault 7"],
    ["clear one", 2, '"one"'],
  ] as const
) {
  Deno.test(`sandbox faults ${line} is refused, and nothing is in force`, async () => {
    const env = { DOAPI_SANDBOX_STATE: "state.json" };
    const world = { ...sandboxWorld(), env, files: {} };
    const ran = await cli(`sandbox faults ${line}`, world);
    assertEquals([ran.code, ran.out], [code, ""]);
    assertStringIncludes(ran.err, message);
    assertEquals((await cli("sandbox faults list", world)).out, "[]\n");
  });
}
