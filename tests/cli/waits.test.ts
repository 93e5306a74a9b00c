// What commands that wait make of what the server says of an action, or does not say for a while.
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { cli, sandboxWorld, type World } from "../support/cli.ts";
import { prints } from "../support/tables.ts";

const NEW = "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1";

const reboot = (status: string, completed_at: string | null = null) => ({
  request: "GET /v2/actions/7",
  reply: {
    action: {
      id: 7,
      type: "reboot",
      resource_type: "droplet",
      resource_id: 3,
      status,
      completed_at,
    },
  },
});
const printed = (status: string, completed_at: string | null) =>
  `[
    {
        "completed_at": ${JSON.stringify(completed_at)},
        "id": 7,
        "resource_id": 3,
        "resource_type": "droplet",
        "status": "${status}",
        "type": "reboot"
    }
]
`;
const END = "2026-01-01T00:00:05Z";

prints(
  {
    // A status that nobody knows is waited for until the action has ended.
    line: "action wait -q 7",
    answers: [reboot("queued"), reboot("queued"), reboot("completed", END)],
    out: printed("completed", END),
  },
  {
    line: "action wait -q 7",
    answers: [reboot("queued"), reboot("cancelled", END)],
    out: printed("cancelled", END),
    code: 3,
    err: "doapi: errored: action 7 (reboot of droplet 3: cancelled)\n",
  },
  {
    line: "action wait -q --wait-time 1 7",
    answers: [reboot("queued"), reboot("queued")],
    out: printed("queued", null),
    code: 5,
    err: "doapi: still in progress after 1 second: action 7 (reboot of droplet 3: queued)\n",
  },
);

const unavailable = (message: string) =>
  Array(4).fill({ request: "GET /v2/actions/7", status: 503, reply: { message } });
const WHY = "Cannot fetch action 7 (GET /v2/actions/7): 503: not now (tried 4 times)";

prints({
  line: "action wait 7",
  answers: [
    reboot("in-progress"),
    ...unavailable("not\nnow"),
    ...unavailable("nor now"),
    reboot("completed", END),
  ],
  out: printed("completed", END),
  err: `doapi: waiting for actions: 0 of 1 done; ${WHY}\n` +
    "doapi: waiting for actions: 1 of 1 done\n",
  terminal: [3, 6].map((seconds) =>
    `\r\x1b[K${`Waiting for actions: 0 of 1 done, ${seconds} s; ${WHY}`.slice(0, 79)}`
  ).join("") + "\r\x1b[KWaiting for actions: 1 of 1 done, 8 s\r\x1b[K",
});

/** Lets the first reads after the first change fail. */
function failing(world: World, times: number, answer: () => Response): World {
  let changed = false;
  let left = times;
  const fetch: World["fetch"] = (url, init) => {
    changed ||= init.method !== "GET";
    if (!changed || init.method !== "GET" || left-- <= 0) return world.fetch(url, init);
    return Promise.resolve(answer());
  };
  return { ...world, fetch };
}

const refusal = (status: number, headers = {}) => () =>
  Response.json({ id: "x", message: "not now" }, { status, headers });

const PASSING: [what: string, times: number, answer: () => Response][] = [
  ["forty 503s in a row", 40, refusal(503)],
  ["a 404 just after the create", 1, refusal(404)],
  ["a limit that ends soon", 6, refusal(429, { "retry-after": "3" })],
];
const WAITING = [
  `${NEW} --wait new`,
  "droplet reboot --wait web",
  "floating-ip new -D web --wait",
  "floating-ip new -R fra1 --wait",
];
for (const line of WAITING) {
  for (const [what, times, answer] of PASSING) {
    Deno.test(`${what} does not end a wait: ${line}`, async () => {
      const world = failing(sandboxWorld(2, { droplets: [{ name: "web" }] }), times, answer);
      const { code, out, err } = await cli(`${line} --wait-time 600 -q`, world);
      assertEquals([code, [JSON.parse(out)].flat().length], [0, 1], err);
    });
  }

  Deno.test(`the time that runs out with a failure says which: ${line}`, async () => {
    const world = failing(sandboxWorld(2, { droplets: [{ name: "web" }] }), 1e9, refusal(503));
    const { code, out, err } = await cli(`${line} --wait-time 60 -q`, world);
    assertEquals([code, [JSON.parse(out)].flat().length], [5, 1], err);
    assertMatch(err, /^doapi: .* after 60 seconds: .*; the last look failed: Cannot .* not now/m);
  });
}

Deno.test("droplets whose creation errors end a wait with 3, once the others are there", async () => {
  const world = sandboxWorld(2, { account: { droplet_limit: 20 } });
  world.sandbox.faults.add({ method: "POST", path: "/v2/droplets", errorAction: true, times: 1 });
  const { code, out, err } = await cli(`${NEW} --wait -q a b c d e f g h i j k`, world);
  assertEquals(code, 3, err);
  const statuses = JSON.parse(out).map(({ status }: { status: string }) => status);
  // Ten are created at once.
  assertEquals(statuses, [...Array(10).fill("new"), "active"]);
  assertStringIncludes(err, "doapi: errored: action ");
  assertStringIncludes(err, "(create of droplet 3164001)");
});

Deno.test("a clock that is set while a command runs does not shorten its wait", async () => {
  const world = sandboxWorld(2, { droplets: [{ name: "web" }] });
  const fetch: World["fetch"] = async (url, init) => {
    const response = await world.fetch(url, init);
    if (init.method === "POST") await world.clock?.sleep(3600);
    return response;
  };
  const { code, err } = await cli("droplet reboot web --wait --wait-time 60 -q", {
    ...world,
    fetch,
    elapsed: () => 0,
  });
  assertEquals([code, err], [0, ""]);
});

Deno.test("how long to wait implies --wait, and may have units", async () => {
  for (
    const [options, expected] of [
      ["--wait-time 1h30m", 2.5],
      ["--wait-interval 2m", 120],
      ["--wait-interval 0.5", 2],
    ] as const
  ) {
    const world = sandboxWorld(2, { droplets: [{ name: "web" }] });
    let waited = 0;
    const clock = {
      ...world.clock!,
      sleep: (seconds: number, signal?: AbortSignal) => {
        waited += seconds;
        return world.clock!.sleep(seconds, signal);
      },
    };
    const { code, out } = await cli(`droplet reboot web ${options} -q`, { ...world, clock });
    const statuses = JSON.parse(out).map(({ status }: { status: string }) => status);
    assertEquals([code, statuses, waited], [0, ["completed"], expected], options);
  }
});

Deno.test("what is not a time is refused before anything is sent", async () => {
  const { code, err } = await cli("droplet reboot web --wait-time 5x", sandboxWorld());
  assertEquals(code, 2);
  assertStringIncludes(
    err,
    'doapi: Option "--wait-time" must be a time such as 90, 90s, 5m or 1h30m, but got "5x".',
  );
});

Deno.test("droplet new --wait-for ssh waits until port 22 of each answers", async () => {
  const looks: string[] = [];
  const reachable = (host: string, port: number) => {
    looks.push(`${host}:${port}`);
    return looks.length > 3;
  };
  const ran = await cli(`${NEW} --wait-for ssh a b -o ids -q`, { ...sandboxWorld(2), reachable });
  assertEquals([ran.code, ran.out, ran.err], [0, "3164001\n3164002\n", ""]);
  assertEquals(new Set(looks).size, 2);
  assertEquals(looks.every((look) => look.endsWith(":22")), true);
});

Deno.test("droplets whose SSH does not answer are printed when the wait time is over, exit 5", async () => {
  const world = sandboxWorld(2);
  const ran = await cli(`${NEW} --wait-for ssh --wait-time 60 a -o ids -q`, world);
  assertEquals([ran.code, ran.out], [5, "3164001\n"]);
  assertMatch(ran.err, /^doapi: no answer from SSH after 60 seconds: a \(\d+\.\d+\.\d+\.\d+\)\n$/);
});

Deno.test("--wait-for active waits as --wait does", async () => {
  const ran = await cli(`${NEW} --wait-for active a -q`, sandboxWorld(2));
  assertEquals([ran.code, JSON.parse(ran.out)[0].status], [0, "active"]);
});

Deno.test("a command that asks for much shows how far it is, once that takes a while", async () => {
  const world = sandboxWorld(0, { droplets: 3 });
  let seconds = 0;
  const elapsed = () => seconds++;
  const line = "droplet reboot 3164001 3164002 3164003 -o ids";
  const { code, err } = await cli(line, { ...world, elapsed, isTerminal: true });
  assertEquals(code, 0);
  assertStringIncludes(err, "Waiting for answers: [=======             ] 1 of 3 done, ");
  assertEquals(err.endsWith("\r\x1b[K"), true);
  assertEquals((await cli(`${line} -q`, { ...world, elapsed, isTerminal: true })).err, "");
});
