// Sockets that misbehave. Every fault is tried on a read and on a page of a list, both on the
// command line, and on a create, of which there must never be a second one.
import { assertEquals, assertMatch, assertRejects, assertStringIncludes } from "@std/assert";
import { ConnectionError, DOAPI, type DOAPIOptions } from "@doapi/doapi";
import { createSandbox } from "@doapi/doapi/sandbox";
import { cli } from "../support/cli.ts";
import { fakeClock } from "../support/script.ts";
import { type Answer, honest, http, type Move, socketServer } from "../support/socket.ts";

/** Seconds: the one clock that runs here, short where a server falls silent on purpose. */
const SHORT = 0.5;
const LONG = 60;

/** One fault, and its error. */
interface Fault {
  name: string;
  move: Move;
  /** The text after the request; null if the command succeeds. */
  says: RegExp | null;
  /** Whether a read is tried again, so that it gets over the fault if that happens once. */
  again: boolean;
  /** Whether the server falls silent, so that only the timeout ends it. */
  silent?: true;
  /** A second line, with what to do. */
  hint?: RegExp;
  /** Droplets after a create that met the fault. */
  droplets: 0 | 1;
  /** Whether a create is refused for sure, so that nothing is left in doubt. */
  refused?: true;
}

/** Lets the API do its work and sends something else than its answer. */
const instead = (text: (answer: Answer) => string): Move => async (wire) => {
  await wire.send(text(await wire.answer()));
};

/** The same, and falls silent afterwards. */
const silent = (text: (answer: Answer) => string): Move => async (wire) => {
  await instead(text)(wire);
  await wire.hungUp();
};

/** Answers with a status without doing anything. */
const refuse = (status: number, headers: Record<string, string> = {}): Move => async (wire) => {
  await wire.read();
  await wire.send(http({ status, headers, body: '{"id":"no","message":"not\\nnow"}' }));
};

const PAGE = "<!DOCTYPE html>\n<title>Bad\nGateway</title>\n<h1>Bad Gateway</h1>\n";
const page = (status: number) =>
  instead(() => http({ status, headers: { "content-type": "text/html" }, body: PAGE }));

const flood: Move = async (wire) => {
  await wire.answer();
  const head = http({ status: 200, headers: {}, body: "" }, { "transfer-encoding": "chunked" });
  await wire.send(head.replace("content-length: 0\r\n", ""));
  const chunk = `100000\r\n${" ".repeat(0x100000)}\r\n`;
  while (true) await wire.send(chunk);
};

const half = ({ body }: Answer) => body.slice(0, body.length / 2);
const BROKEN = /connection failed: connection .*/;
const EARLIER = { "ratelimit-reset": String(Date.UTC(2026, 0, 1, 0, 30) / 1000) };

const FAULTS: Fault[] = [
  {
    name: "a connection that ends before the request is read",
    move: () => Promise.resolve(),
    says: BROKEN,
    again: true,
    droplets: 0,
  },
  {
    name: "a connection that is reset within the request",
    move: (wire) => wire.take(10),
    says: BROKEN,
    again: true,
    droplets: 0,
  },
  {
    name: "a connection that ends after the request is read",
    move: instead(() => ""),
    says: BROKEN,
    again: true,
    droplets: 1,
  },
  {
    name: "headers that never come",
    move: silent(() => ""),
    says: /no sign of an answer for 0\.5 seconds/,
    silent: true,
    again: true,
    droplets: 1,
  },
  {
    name: "headers that stop in the middle",
    move: silent((answer) => http(answer).slice(0, 30)),
    says: /no sign of an answer for 0\.5 seconds/,
    silent: true,
    again: true,
    droplets: 1,
  },
  {
    name: "a body that stops in the middle",
    move: silent((answer) => http(answer).slice(0, -9)),
    says: /no sign of the rest of the answer for 0\.5 seconds/,
    silent: true,
    again: true,
    droplets: 1,
  },
  {
    name: "a body that is cut off",
    move: instead((answer) => http(answer).slice(0, -9)),
    says: /connection failed: .*/,
    again: true,
    droplets: 1,
  },
  {
    name: "a body that is shorter than the JSON in it",
    move: instead((answer) => http({ ...answer, body: half(answer) })),
    says: /20\d, but the body is not whole JSON/,
    again: false,
    droplets: 1,
  },
  {
    name: "a body without an end",
    move: flood,
    says: /200, but the body has no end/,
    again: false,
    droplets: 1,
  },
  {
    name: "a body that is not JSON",
    move: instead((answer) => http({ ...answer, body: "OK, will do" })),
    says: /20\d, but the body is not JSON but application\/json: OK, will do/,
    again: false,
    droplets: 1,
  },
  {
    name: "JSON of another shape",
    move: instead((answer) => http({ ...answer, body: '{"droplet": 7, "regions": {}}' })),
    says: /20\d, but .*"(account|regions|droplet)".*/,
    again: false,
    droplets: 1,
  },
  {
    name: "a gateway's page with status 200",
    move: page(200),
    says: /200, but the body is not JSON but text\/html: Bad Gateway/,
    again: false,
    droplets: 1,
  },
  {
    name: "a gateway's page with status 502",
    move: page(502),
    says: /502 Bad Gateway/,
    again: true,
    droplets: 1,
  },
  {
    name: "an answer that is not HTTP",
    move: instead(() => "220 mail.example.com ESMTP\r\n"),
    says: /connection failed: .*/,
    again: true,
    droplets: 1,
  },
  {
    name: "JSON under another content type",
    move: instead((answer) => http({ ...answer, headers: { "content-type": "text/plain" } })),
    says: null,
    again: false,
    droplets: 1,
  },
  {
    name: "a 204 with a body",
    move: instead((answer) => http({ ...answer, status: 204 })),
    says: /20[04], but the response body has no key "\w+"/,
    again: false,
    droplets: 1,
  },
  {
    name: "a redirect to another host",
    move: refuse(302, { location: "https://elsewhere.example/v2" }),
    says:
      /302 no: not now \(a redirect to https:\/\/elsewhere\.example\/v2, which is not followed\)/,
    again: false,
    droplets: 0,
    refused: true,
  },
  ...[500, 502, 503].map((status): Fault => ({
    name: `a storm of ${status}`,
    move: refuse(status),
    says: new RegExp(`${status} no: not now`),
    again: true,
    droplets: 0,
  })),
  {
    name: "a 401 in the middle",
    move: refuse(401),
    says: /401 no: not now/,
    hint: /Create a token .*/,
    again: false,
    droplets: 0,
    refused: true,
  },
  {
    name: "the hourly limit",
    move: refuse(429, EARLIER),
    says: /429 no: not now; the limit resets at 2026-01-01T00:30:00Z/,
    hint: /See doapi account --rate-limit/,
    again: false,
    droplets: 0,
    refused: true,
  },
];

const READ = "account";
const LIST = "request --paginate regions /v2/regions?per_page=5";

/** The line on the command line's standard error, which has to be the only one but for a hint. */
function told({ says, again, hint }: Fault, request: string): RegExp {
  const tries = again ? " \\(tried 4 times\\)" : "";
  const second = hint ? `doapi: ${hint.source}\n` : "";
  return new RegExp(`^doapi: ${request}: ${says?.source}${tries}\n${second}$`);
}

for (const fault of FAULTS) {
  const { name, move, says, again } = fault;
  const timeout = fault.silent ? SHORT : LONG;

  for (const [kind, line, before] of [["read", READ, []], ["list", LIST, [honest]]] as const) {
    const healthy = () => cli(line, { fetch: createSandbox().fetch });

    Deno.test(`${name}, all the time: a ${kind} fails with one clear line`, async () => {
      const moves: [Move, ...Move[]] = [...before, move];
      await using server = socketServer(createSandbox().fetch, ...moves);
      const endpoint = `--endpoint ${server.url} --timeout ${timeout}`;
      const { code, out, err } = await cli(`${endpoint} ${line}`, { fetch });
      const whole = (await healthy()).out;
      if (says === null) return assertEquals([code, out, err], [0, whole, ""]);
      assertEquals(code, fault.hint?.source.startsWith("Create") ? 4 : 1);
      // A list that has begun stays open, so that nobody takes it for whole.
      const begun = out.replace(/\n$/, "");
      assertEquals([begun !== "", whole.startsWith(begun)], [kind === "list", true]);
      const request = kind === "read" ? "Cannot fetch the account \\(GET \\S+\\)" : "GET \\S+";
      assertMatch(err, told(fault, request));
    });

    if (again) {
      Deno.test(`${name}, once: a ${kind} gets over it`, async () => {
        const moves: [Move, ...Move[]] = [...before, move, honest];
        await using server = socketServer(createSandbox().fetch, ...moves);
        const endpoint = `--endpoint ${server.url} --timeout ${timeout}`;
        const { code, out, err } = await cli(`${endpoint} ${line}`, { fetch });
        assertEquals([code, out, err], [0, (await healthy()).out, ""]);
      });
    }
  }

  Deno.test(`${name}: a create is not sent twice`, async () => {
    const sandbox = createSandbox();
    await using server = socketServer(sandbox.fetch, move);
    const { result, message } = await create(server.url, { timeout });
    assertEquals([server.connections, sandbox.snapshot().droplets.length], [1, fault.droplets]);
    if (says === null) return assertEquals(result, "web");
    const doubt = fault.refused ? "" : "; it may have taken effect";
    const request = `Cannot create droplet web \\(POST ${server.url}/v2/droplets\\)`;
    assertMatch(
      message,
      new RegExp(`^${request}: ${says.source.replaceAll(".*", ".*?")}${doubt}$`),
    );
  });
}

async function create(endpoint: string, options: DOAPIOptions = {}) {
  const doapi = new DOAPI("a-token", { endpoint, ...fakeClock(), ...options });
  try {
    const { name } = await doapi.createDroplet("web", "debian-12-x64", "s-1vcpu-1gb", "fra1");
    return { result: name, message: "" };
  } catch (error) {
    return { result: null, message: (error as Error).message };
  }
}

/** A port of this machine that nobody listens on. */
function refusedPort(): string {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  return `http://127.0.0.1:${port}`;
}

Deno.test("a refused connection is tried again, even for a create, and said in one line", async () => {
  const endpoint = refusedPort();
  const { code, out, err } = await cli(`--endpoint ${endpoint} account`, { fetch });
  assertEquals([code, out], [1, ""]);
  const refused = "connection failed: .*[Cc]onnection refused.* \\(tried 4 times\\)";
  assertMatch(err, new RegExp(`^doapi: Cannot fetch the account \\(GET \\S+\\): ${refused}\n$`));
  assertMatch((await create(endpoint)).message, new RegExp(`: ${refused}$`));
});

Deno.test("a 429 with retry-after is waited for, even by a create, which happens once", async () => {
  const sandbox = createSandbox();
  const clock = fakeClock();
  const limited = refuse(429, { "retry-after": "7", ...EARLIER });
  await using server = socketServer(sandbox.fetch, limited, limited, honest);
  const { result } = await create(server.url, clock);
  assertEquals([result, sandbox.snapshot().droplets.length], ["web", 1]);
  assertEquals(clock.slept, [7, 7]);
});

Deno.test("a 429 without a word about the time is waited for like any other fault", async () => {
  const clock = fakeClock();
  await using server = socketServer(createSandbox().fetch, refuse(429), honest);
  const { code, err } = await cli(`--endpoint ${server.url} account`, { fetch, clock });
  assertEquals([code, err, clock.slept], [0, "", [0.25]]);
});

Deno.test("a 503 with retry-after is waited for, and given up if that is too long", async () => {
  const clock = fakeClock();
  const busy = refuse(503, { "retry-after": "9", ...EARLIER });
  const closed = refuse(503, { "retry-after": "3600" });
  await using server = socketServer(createSandbox().fetch, busy, honest, closed);
  const account = () => cli(`--endpoint ${server.url} account`, { fetch, clock });
  assertEquals([(await account()).code, clock.slept], [0, [9]]);
  const { code, err } = await account();
  assertEquals([code, clock.slept, server.connections], [1, [9], 3]);
  assertStringIncludes(err, "503 no: not now");
});

Deno.test("nothing is sent to the host of a redirect or of a next link", async () => {
  const sandbox = createSandbox();
  await using elsewhere = socketServer(sandbox.fetch, honest);
  const redirect = instead((answer) =>
    http({ ...answer, status: 307, headers: { location: `${elsewhere.url}/v2/regions` } })
  );
  const next = instead((answer) =>
    http({
      ...answer,
      body: answer.body.replace(/"next":"http:..[^/]*/, `"next":"${elsewhere.url}`),
    })
  );
  await using server = socketServer(sandbox.fetch, redirect, next, honest);
  const list = () => cli(`--endpoint ${server.url} ${LIST}`, { fetch });
  assertMatch((await list()).err, /^doapi: GET \S+: 307 .* which is not followed\)\n$/);
  // The path of a next link is followed, on the endpoint's own origin.
  const { code, out } = await list();
  assertEquals([code, JSON.parse(out).length > 5, elsewhere.connections], [0, true, 0]);
});

Deno.test("a next link that leads back is an error and not an endless list", async () => {
  const links = '{"regions":[],"links":{"pages":{"next":"?page=2"}}}';
  const back = instead((answer) => http({ ...answer, body: links }));
  await using server = socketServer(createSandbox().fetch, back);
  const { code, err } = await cli(`--endpoint ${server.url} ${LIST}`, { fetch });
  assertEquals([code, server.connections], [1, 2]);
  const looped = "200, but a page before it names it as the next one again";
  assertMatch(err, new RegExp(`^doapi: GET \\S+page=2: ${looped}\n$`));
});

/** Answers over a connection that is kept open, and ends that after the next request. */
const keptOpen: Move = async (wire) => {
  await wire.send(http(await wire.answer(), { connection: "keep-alive" }));
  await wire.answer();
};

Deno.test("a create is sent once over a connection that was kept open and ends before the answer", async () => {
  const sandbox = createSandbox();
  await using server = socketServer(sandbox.fetch, keptOpen, honest);
  const doapi = new DOAPI("t", { endpoint: server.url });
  await doapi.fetchAccount();
  await assertRejects(
    () => doapi.createDroplet("web", "debian-12-x64", "s-1vcpu-1gb", "fra1"),
    ConnectionError,
    "it may have taken effect",
  );
  assertEquals(sandbox.snapshot().droplets.length, 1);
  // On the same connection, or this test would show nothing.
  assertEquals([server.connections, server.requests.length], [1, 2]);
});

for (const method of ["DELETE", "PUT"]) {
  Deno.test(`nothing repeats a ${method} but the library, which says so`, async () => {
    const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBLY7kjTcKpsy8nbQB05e1pWWgYqsbDKXe2I2OCrcV0E";
    const sandbox = createSandbox({ seed: { keys: [{ name: "me", public_key: key }] } });
    await using server = socketServer(sandbox.fetch, keptOpen, honest);
    const told: unknown[] = [];
    const doapi = new DOAPI("t", {
      ...fakeClock(),
      endpoint: server.url,
      onResponse: ({ method, attempt, status }) => told.push([method, attempt, status]),
    });
    const [me] = await Array.fromAsync(doapi.fetchAllSSHKeys());
    // The first DELETE has done its work, and its answer is lost: the second finds nothing.
    await (method === "DELETE" ? me!.delete() : me!.updateSSHKey("you"));
    assertEquals(told, [
      ["GET", 1, 200],
      [method, 1, null],
      [method, 2, method === "DELETE" ? 404 : 200],
    ]);
    // On the connection that was kept open, or this test would show nothing.
    assertEquals([server.connections, server.requests.length], [2, 3]);
    const names = sandbox.snapshot().keys.map(({ name }) => name);
    assertEquals(names, method === "DELETE" ? [] : ["you"]);
  });
}
