// What a command has changed before something goes wrong is told: as JSON on standard output, and
// where there is no JSON for it, in words on standard error.
import { assertEquals, assertMatch } from "@std/assert";
import { cli, sandboxWorld, type World } from "../support/cli.ts";

const NEW = "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1";

/** A simulator with some droplets, whose requests can fail from one moment on. */
async function world(names: string) {
  const world = sandboxWorld(20);
  await cli(`${NEW} ${names} --wait`, world);
  return world;
}

/** Refuses the token for every read that comes after a change. */
function refuseReadsAfterChange(world: World): void {
  const { fetch } = world;
  let changed = false;
  world.fetch = (url, init) => {
    changed ||= init.method !== "GET";
    if (!changed || init.method !== "GET") return fetch(url, init);
    return Promise.resolve(Response.json({ id: "unauthorized" }, { status: 401 }));
  };
}

/** Interrupts with the nth change, which happens all the same. */
function interruptAt(world: World, nth: number): void {
  const { fetch } = world;
  const stop = new AbortController();
  world.signal = stop.signal;
  let changes = 0;
  world.fetch = async (url, init) => {
    const { signal: _, ...rest } = init;
    const response = await fetch(url, rest);
    if (init.method === "GET" || ++changes < nth) return response;
    stop.abort(new Error("interrupted"));
    throw stop.signal.reason;
  };
}

const list = (out: string) => [JSON.parse(out)].flat();

const FAILED: [
  line: string,
  tells: (found: { id?: number; name?: string }[]) => unknown,
  count: number,
][] = [
  [`${NEW} --wait a b c`, (found) => found.map(({ name }) => name), 3],
  ["droplet reboot --wait w1 w2 w3", (found) => found.map(({ id }) => typeof id), 3],
  ["droplet rename --wait w1 x", (found) => found.map(({ id }) => typeof id), 1],
  ["floating-ip new -D w1 --wait", (found) => found.map((ip) => "ip" in ip), 1],
];
for (const [line, tells, count] of FAILED) {
  Deno.test(`a wait that fails after the change tells what was changed: ${line}`, async () => {
    const here = await world("w1 w2 w3");
    refuseReadsAfterChange(here);
    const { code, out, err } = await cli(`${line} -q`, here);
    assertEquals(code, 4);
    const found = list(out);
    assertEquals(found.length, count);
    assertEquals(new Set(tells(found) as unknown[]).has(undefined), false);
    assertMatch(
      err,
      /^(doapi: not known to .*\n)?doapi: Cannot .*: 401 unauthorized.*\ndoapi: Create a token .*\n$/,
    );
  });
}

Deno.test("a create that fails after others names those, and the keys it has registered", async () => {
  const here = await world("w1");
  const { fetch } = here;
  let posts = 0;
  here.fetch = (url, init) => {
    if (init.method === "POST" && url.endsWith("/droplets") && ++posts === 2) {
      return Promise.resolve(Response.json({ id: "no", message: "full" }, { status: 422 }));
    }
    return fetch(url, init);
  };
  here.files = {
    "k.pub": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBLY7kjTcKpsy8nbQB05e1pWWgYqsbDKXe2I2OCrcV0E me",
  };
  const names = Array.from({ length: 12 }, (_, i) => `n${i}`);
  const { code, out, err } = await cli(`${NEW} -K k.pub ${names.join(" ")}`, here);
  assertEquals([code, list(out).map(({ name }) => name)], [1, names.slice(0, 10)]);
  assertMatch(
    err,
    /^New SSH key 'me' registered with ID \d+ and .*\ndoapi: .*: 422 no: full\ndoapi: not created: n10, n11\n$/,
  );
});

const DOUBT = "; it may have taken effect";
const INTERRUPTED: [line: string, nth: number, told: RegExp, printed: number][] = [
  [`${NEW} a b`, 1, new RegExp(`^doapi: interrupted: create droplets a, b${DOUBT}\n`), 0],
  [
    "droplet rename w1 x",
    1,
    new RegExp(`^doapi: interrupted: rename droplet w1 \\(\\d+\\)${DOUBT}\n`),
    0,
  ],
  [
    "droplet reboot w1 w2 w3",
    2,
    new RegExp(`doapi: interrupted: reboot droplet w\\d \\(\\d+\\)${DOUBT}\n`),
    1,
  ],
  ["droplet delete w1 w2 w3", 2, /doapi: deleted: droplet w1 \(3164001\)\n/, 0],
];
for (const [line, nth, told, printed] of INTERRUPTED) {
  Deno.test(`Ctrl-C in a change tells what was changed and what may have been: ${line}`, async () => {
    const here = await world("w1 w2 w3");
    interruptAt(here, nth);
    const { code, out, err } = await cli(line, here);
    assertEquals([code, out === "" ? 0 : list(out).length], [130, printed]);
    assertMatch(err, told);
    assertMatch(err, /doapi: interrupted\n$/);
  });
}

Deno.test("a delete that fails tells what was deleted", async () => {
  const here = await world("w1 w2 w3");
  here.sandbox.faults.add({ method: "DELETE", path: "/v2/droplets/3164002", status: 422 });
  const { code, out, err } = await cli("droplet delete w1 w2 w3", here);
  assertEquals([code, out], [1, ""]);
  assertMatch(
    err,
    /^doapi: Cannot delete droplet w2 \(3164002\) .*\ndoapi: deleted: droplet w1 \(3164001\), droplet w3 \(3164003\)\ndoapi: 1 of 3 failed\n$/,
  );
});

Deno.test("a delete whose answer is lost has worked when nothing is there afterwards, and says so", async () => {
  const here = await world("w1 w2");
  here.sandbox.faults.add({ method: "DELETE", path: "/v2/droplets/*1", times: 1, drop: "after" });
  const { code, out, err } = await cli("droplet delete w1 w2", here);
  assertEquals([code, out], [0, ""]);
  assertEquals(
    err,
    "doapi: delete droplet w1 (3164001): an earlier attempt succeeded, but its answer was lost\n" +
      "doapi: deleted: droplet w1 (3164001), droplet w2 (3164002)\n",
  );
  assertEquals(here.sandbox.snapshot().droplets, []);
});

Deno.test("a delete that finds nothing at its first try has not worked", async () => {
  const here = await world("w1");
  here.sandbox.faults.add({ method: "DELETE", path: "/v2/droplets/*", status: 404 });
  const { code, err } = await cli("droplet delete w1", here);
  assertEquals(code, 1);
  assertMatch(err, /^doapi: Cannot delete droplet w1 \(3164001\) .*: 404 not_found/);
});
