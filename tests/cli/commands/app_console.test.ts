import { assertEquals, assertRejects } from "@std/assert";
import { connect } from "../../../cli/commands/app/session.ts";
import type { Context, Keyboard } from "../../../cli/context.ts";
import { cli, type World } from "../../support/cli.ts";
import { script } from "../../support/script.ts";
import { account } from "../../support/tables.ts";

const UUID = "3f8f5b0c-1c1e-4f0a-9d50-1f1c5ad8a5c5";

/** A message of this side, in short: what is typed, or a size. */
function short(message: unknown): string {
  const { op, data, width, height } = JSON.parse(String(message));
  return op === "stdin" ? data : `${op} ${width}x${height}`;
}

interface Console extends AsyncDisposable {
  url: string;
  /** What has been sent to it. */
  heard: string[];
}

/** A console on this machine that does something with what it hears. */
function consoleThat(hears: (said: string, socket: WebSocket) => void): Console {
  const heard: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const { socket, response } = Deno.upgradeWebSocket(request);
    socket.addEventListener("message", ({ data }) => {
      heard.push(short(data));
      hears(short(data), socket);
    });
    return response;
  });
  const url = `ws://127.0.0.1:${server.addr.port}/exec?token=hush`;
  return { url, heard, [Symbol.asyncDispose]: () => server.shutdown() };
}

const print = (socket: WebSocket, data: string) => socket.send(JSON.stringify({ data }));

/** A shell that repeats what is typed, and ends with Ctrl-D. */
function echo(said: string, socket: WebSocket): void {
  if (said === "\x04") socket.close(1000);
  else if (!said.startsWith("resize")) print(socket, said.toUpperCase());
}

/** Somebody who types, at a terminal that is 80 wide and then 100. */
function typing(...typed: string[]) {
  let closed = 0;
  const keyboard: Keyboard = {
    keys: ReadableStream.from(typed.map((text) => new TextEncoder().encode(text))),
    onResize(resized) {
      resized(80, 24);
      resized(100, 30);
    },
    close: () => void closed++,
  };
  return { keyboard: () => Promise.resolve(keyboard), closed: () => closed };
}

/** What is answered where the address of a console is asked for. */
const answering = (url: string, path = "components/web/exec") =>
  script(
    {
      request: "GET /v2/apps?per_page=200",
      reply: { apps: [{ id: UUID, spec: { name: "shop", services: [{ name: "web" }] } }] },
    },
    { request: `GET /v2/apps/${UUID}/${path}`, reply: { url } },
  );

async function run(url: string, world: Partial<World> = {}) {
  return await cli("app console shop web", { fetch: answering(url).fetch, ...world });
}

Deno.test("a console gets what is typed and the size of the terminal, and its output is printed", async () => {
  await using shell = consoleThat(echo);
  const { keyboard, closed } = typing("ls\r", "é");
  const ran = await run(shell.url, { keyboard });
  assertEquals([ran.code, ran.out, ran.err], [0, "LS\rÉ", ""]);
  assertEquals(shell.heard, ["resize 80x24", "resize 100x30", "ls\r", "é", "\x04"]);
  assertEquals(closed(), 1);
});

Deno.test("a letter that is typed in two parts arrives whole", async () => {
  await using shell = consoleThat(echo);
  const bytes = new TextEncoder().encode("aü");
  const { keyboard } = typing();
  const keys = ReadableStream.from([bytes.slice(0, 2), bytes.slice(2)]);
  await run(shell.url, { keyboard: async () => ({ ...await keyboard(), keys }) });
  assertEquals(shell.heard.slice(2), ["a", "ü", "\x04"]);
});

Deno.test("a connection that is lost, refused or not understood is an error without the secret", async () => {
  const { keyboard, closed } = typing("x");
  const lost = consoleThat((said, socket) => {
    if (said === "\x04") socket.close(4000, "the container has gone");
  });
  const gone = await run(lost.url, { keyboard });
  await lost[Symbol.asyncDispose]();
  assertEquals([gone.code, gone.err], [
    1,
    "doapi: The connection to the console was lost: the container has gone\n",
  ]);
  assertEquals(closed(), 1);
  const refused = await run(lost.url, { keyboard });
  assertEquals([refused.code, refused.err], [
    1,
    `doapi: Cannot connect to the console at ${new URL(lost.url).origin}\n`,
  ]);
  await using odd = consoleThat((_, socket) => socket.send("hello"));
  const heard = await run(odd.url, { keyboard: typing("x").keyboard });
  assertEquals([heard.code, heard.err], [
    1,
    `doapi: The console at ${new URL(odd.url).origin} has sent what is not understood\n`,
  ]);
});

Deno.test("a console that is not encrypted, or not one at all, is not connected to", async () => {
  for (const url of ["ws://console.example/exec?token=hush", "https://console.example", ""]) {
    const ran = await run(url);
    assertEquals([ran.code, ran.err], [
      1,
      "doapi: The address of the console is not that of an encrypted WebSocket\n",
    ]);
  }
});

Deno.test("Ctrl-C from outside ends a console, and gives the terminal back", async () => {
  const interrupt = new AbortController();
  await using shell = consoleThat(() => interrupt.abort(new Error("interrupted")));
  const { keyboard, closed } = typing("x");
  const ran = await run(shell.url, { keyboard, signal: interrupt.signal });
  assertEquals([ran.code, ran.err, closed()], [130, "doapi: interrupted\n", 1]);
});

Deno.test("a console hears something now and then, so that it is not taken for dead", async () => {
  const heard = new AbortController();
  await using shell = consoleThat((said) => {
    if (said === "") heard.abort(new Error("heard"));
  });
  const keyboard = { ...await typing().keyboard(), keys: new ReadableStream<Uint8Array>() };
  const ctx: Partial<Context> = {
    keyboard: () => Promise.resolve(keyboard),
    signal: heard.signal,
  };
  await assertRejects(() => connect(ctx as Context, shell.url, 0.001), Error, "heard");
});

Deno.test("app console --url prints the address and connects to nothing", async () => {
  const url = "wss://console.example/exec?token=hush";
  const fetch = () => answering(url, "components/web/exec?instance_name=web-0").fetch;
  const line = "app console shop web --instance-name web-0 --url";
  assertEquals((await cli(line, { fetch: fetch() })).out, `${url}\n`);
  const json = await cli(`${line} -o json`, { fetch: fetch() });
  assertEquals(JSON.parse(json.out), { url });
});

Deno.test("a dry run names the host of a console, and the simulator has no consoles", async () => {
  const dry = await cli("app console shop web --dry-run", {
    fetch: answering("wss://console.example/exec?token=hush").fetch,
  });
  assertEquals([dry.code, dry.out], [0, '{"connect":"wss://console.example"}\n']);
  const world = { ...account(), files: {}, env: { HOME: "/home/me" } };
  await cli('--sandbox app new --wait --spec {"name":"shop","services":[{"name":"web"}]}', world);
  const ran = await cli("--sandbox app console shop web", world);
  assertEquals([ran.code, ran.err], [
    1,
    "doapi: The simulator runs no programs to open a console in; see --url\n",
  ]);
});
