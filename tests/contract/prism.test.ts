/**
 * Holds the simulator against DigitalOcean's own description of its API: Prism, a proxy that knows
 * the description, stands between a caller and the simulator and refuses whatever breaks it, on
 * the way there and on the way back.
 */
import assert from "node:assert/strict";
import { createSandbox, operations } from "../../lib/sandbox/mod.ts";
import { PLAN, type Planned } from "../../lib/sandbox/generic/plan.ts";
import { BODIES, Guide, THERE, TOUR_SEED } from "../support/tour/mod.ts";
import { type Call, CALLS } from "./calls.ts";
import { contract, DESCRIPTION } from "./description.ts";

const PRISM = "@stoplight/prism-cli@5.14.2";
const OBJECTION = /stoplight\.io\/prism\/errors/;
const START_MS = 40_000;

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}

// npx would stand between: it does not end what it started when it is ended itself.
async function prismBinary(): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("npx", {
    args: ["-y", "-p", PRISM, "-c", "command -v prism"],
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  assert(success, `npx cannot get ${PRISM}: ${decoder.decode(stderr)}`);
  return decoder.decode(stdout).trim();
}

interface Prism extends AsyncDisposable {
  readonly url: string;
}

async function startPrism(upstream: string): Promise<Prism> {
  const port = freePort();
  const url = `http://127.0.0.1:${port}`;
  const listen = ["-h", "127.0.0.1", "-p", String(port)];
  const child = new Deno.Command(await prismBinary(), {
    args: ["proxy", DESCRIPTION, upstream, ...listen, "--errors"],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let output = "";
  const read = async (stream: ReadableStream<Uint8Array>): Promise<void> => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) output += text;
  };
  const reading = Promise.all([read(child.stdout), read(child.stderr)]);
  const stop = async (): Promise<void> => {
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await child.status;
    await reading;
  };
  const deadline = Date.now() + START_MS;
  while (!output.includes("Prism is listening")) {
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`Prism did not start within ${START_MS / 1000} s:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, [Symbol.asyncDispose]: stop };
}

interface Judged {
  readonly status: number;
  readonly json: unknown;
  readonly text: string;
}

async function ask(base: string, call: Call, memory: Map<string, unknown>): Promise<Judged> {
  const path = call.path.replace(/\{(\w+)\}/g, (_, name) => {
    const value = call.params?.[name] ?? memory.get(name);
    assert(value !== undefined, `${call.method} ${call.path}: nothing gave "${name}" a value`);
    return encodeURIComponent(String(value));
  });
  const body = typeof call.body === "function" ? call.body(memory) : call.body;
  const response = await fetch(`${base}${path}${call.query ?? ""}`, {
    method: call.method,
    headers: { authorization: "Bearer judge", "content-type": "application/json", ...call.headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: text === "" ? undefined : JSON.parse(text), text };
}

contract("every operation of the sandbox keeps to the vendor's description", async () => {
  const sandbox = createSandbox({ actionTime: 0, rateLimit: false, strict: true });
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => sandbox.fetch(request),
  );
  await using prism = await startPrism(`http://127.0.0.1:${server.addr.port}`);

  // A judge that lets everything pass proves nothing: first it has to object, both ways.
  const unnamed: Call = { method: "POST", path: "/v2/droplets", status: 422, body: {} };
  assert.match((await ask(prism.url, unnamed, new Map())).text, OBJECTION);
  sandbox.faults.add({ times: 1, status: 200, body: { account: { email: 7 } } });
  const account: Call = { method: "GET", path: "/v2/account", status: 200 };
  assert.match((await ask(prism.url, account, new Map())).text, OBJECTION);

  const memory = new Map<string, unknown>();
  const broken: string[] = [];
  const good = new Set<string>();
  for (const call of CALLS) {
    const { status, json, text } = await ask(prism.url, call, memory);
    const what = `${call.method} ${call.path}${call.query ?? ""}`;
    if (OBJECTION.test(text) || status !== call.status) {
      broken.push(`${what}: ${status} (expected ${call.status}) ${text}`);
      continue;
    }
    if (status < 300) good.add(`${call.method} ${call.path}`);
    for (const [name, value] of Object.entries(call.keep?.(json) ?? {})) memory.set(name, value);
  }
  assert.deepEqual(broken, []);
  const missed = operations
    .map(({ method, path }) => `${method} ${path}`)
    .filter((operation) => !good.has(operation));
  assert.deepEqual(missed, [], "operations without a good call");
});

contract("every other operation keeps to the description, too", async () => {
  const sandbox = createSandbox({
    actionTime: 0,
    rateLimit: false,
    seed: TOUR_SEED,
  });
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => sandbox.fetch(request),
  );
  await using prism = await startPrism(`http://127.0.0.1:${server.addr.port}`);
  const guide = new Guide(sandbox, THERE, BODIES);
  const core = new Set(operations.map(({ method, path }) => `${method} ${path}`));
  const broken: string[] = [];
  // Projects come first: the description does not know that apps can be in one.
  const isProject = ({ pattern }: Planned): number => Number(!pattern.startsWith("/v2/projects"));
  for (const planned of PLAN.toSorted((a, b) => isProject(a) - isProject(b))) {
    const { method, path, status, id } = planned.operation;
    if (core.has(`${method} ${path}`)) continue;
    const visit = await guide.visit(planned);
    const response = await fetch(`${prism.url}${visit.path}`, {
      method,
      headers: {
        authorization: "Bearer judge",
        "content-type": planned.operation.body?.type ?? "application/json",
        ...visit.headers,
      },
      ...(visit.body && { body: JSON.stringify(visit.body) }),
    });
    const text = await response.text();
    if (response.status === status && !OBJECTION.test(text)) continue;
    broken.push(`${id} (${method} ${visit.path}): ${response.status}, not ${status}: ${text}`);
  }
  assert.deepEqual(broken, []);
});
