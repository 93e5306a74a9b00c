// The simulator's faults, one after the other, on a read, a list and a create of the command line.
import { assertEquals, assertMatch } from "@std/assert";
import { createSandbox, type FaultRule } from "@doapi/doapi/sandbox";
import { cli, type World } from "../support/cli.ts";
import { fakeClock } from "../support/script.ts";

const NEW = "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1";

const COMMANDS = [
  {
    kind: "read",
    line: "account",
    request: { method: "GET", path: "/v2/account" },
    doing: "Cannot fetch the account \\(GET /v2/account\\)",
  },
  {
    kind: "list",
    line: "size",
    request: { method: "GET", path: "/v2/sizes" },
    doing: "Cannot list the sizes \\(GET /v2/sizes\\?per_page=200\\)",
  },
  {
    kind: "create",
    line: `${NEW} web`,
    request: { method: "POST", path: "/v2/droplets" },
    doing: "Cannot create droplet web \\(POST /v2/droplets\\)",
  },
] as const;

/** A fault, and the error if it never ends. */
interface Row {
  fault: FaultRule;
  says: RegExp;
  /** Whether reads try again. */
  again: boolean;
  /** Droplets after a create. */
  droplets: 0 | 1;
}

const ROWS: Row[] = [
  { fault: { drop: "before" }, says: /connection failed: .*/, again: true, droplets: 0 },
  { fault: { drop: "after" }, says: /connection failed: .*/, again: true, droplets: 1 },
  { fault: { status: 500 }, says: /500 server_error: .*/, again: true, droplets: 0 },
  {
    fault: { status: 503, body: "busy\nnow" },
    says: /503: busy now/,
    again: true,
    droplets: 0,
  },
  { fault: { html: true }, says: /502: 502 \| error/, again: true, droplets: 0 },
  {
    fault: { html: true, status: 200 },
    says: /200, but the body is not JSON but text\/html: 200 \| error/,
    again: false,
    droplets: 0,
  },
  {
    fault: { truncate: true },
    says: /20\d, but the body is not whole JSON/,
    again: false,
    droplets: 1,
  },
  {
    fault: { truncate: 0 },
    says: /20\d, but the response body has no key "\w+"/,
    again: false,
    droplets: 1,
  },
  {
    fault: { badJson: true },
    says: /20\d, but the body is not whole JSON/,
    again: false,
    droplets: 1,
  },
  {
    fault: { latency: 600 },
    says: /no sign of an answer for 0\.05 seconds/,
    again: true,
    droplets: 0,
  },
];

/** A sandbox whose latency never ends, so that what ends is the patience of its client. */
function world(fault: FaultRule) {
  const clock = fakeClock();
  const sleep = (_: number, signal?: AbortSignal) =>
    new Promise<void>((_, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason));
    });
  const sandbox = createSandbox({ now: clock.now, sleep });
  sandbox.faults.add(fault);
  const all: World = { clock, fetch: sandbox.fetch };
  return { ...all, sandbox };
}

for (const { fault, says, again, droplets } of ROWS) {
  const timeout = fault.latency ? "--timeout 0.05 " : "";

  // More often than a request is tried, so that whole looks fail.
  Deno.test(`${JSON.stringify(fault)} nine times: a wait goes on and ends well`, async () => {
    const look = { method: "GET", path: "/v2/actions*", times: 9 };
    const { sandbox, ...rest } = world({ ...fault, ...look });
    await cli(`${NEW} web`, rest);
    await rest.clock?.sleep(60);
    const line = `${timeout}droplet reboot --wait --wait-time 300 web`;
    const { code, out, err } = await cli(line, rest);
    assertEquals([code, JSON.parse(out)[0].status], [0, "completed"], err);
    assertEquals(sandbox.faults.list()[0]?.left ?? 0, 0);
  });

  for (const { kind, line, request, doing } of COMMANDS) {
    const name = JSON.stringify(fault);
    const create = kind === "create";

    Deno.test(`${name} without end: a ${kind} fails with one clear line`, async () => {
      const { sandbox, ...rest } = world({ ...fault, ...request });
      const { code, out, err, requests } = await cli(timeout + line, rest);
      assertEquals([code, out], [1, ""]);
      const tries = again && !create ? " \\(tried 4 times\\)" : "";
      const id = fault.status === 500 || fault.status === 503 ? "( \\[request id \\S+\\])?" : ".*";
      const doubt = create ? "; it may have taken effect" : "";
      assertMatch(err, new RegExp(`^doapi: ${doing}: ${says.source}${tries}${id}${doubt}\n$`));
      assertEquals(sandbox.snapshot().droplets.length, create ? droplets : 0);
      assertEquals(requests.filter((r) => r.startsWith("POST")).length, create ? 1 : 0);
    });

    Deno.test(`${name} once: a ${kind} ${again && !create ? "gets over it" : "fails"}`, async () => {
      const { sandbox, ...rest } = world({ ...fault, ...request, times: 1 });
      const { code } = await cli(timeout + line, rest);
      assertEquals(code, again && !create ? 0 : 1);
      assertEquals(sandbox.snapshot().droplets.length, create ? droplets : 0);
    });
  }
}
