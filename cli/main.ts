import process from "node:process";
import type { Context } from "./context.ts";
import { EXIT, ExitError } from "./errors.ts";
import {
  hasStdoutFailed,
  isForAll,
  isStdoutClosed,
  locked,
  openFile,
  readFile,
  readStdin,
  reason,
  replaceFile,
  toStdout,
  writeAll,
} from "./files.ts";
import { isVersion, VERSION_LINE } from "./args/version.ts";
import { trusting, withoutProxy } from "./api/proxy.ts";
import { safeLine } from "./output/safe.ts";

/** The file that runs this program. */
function executable(): string {
  // Deno itself runs a checkout; there it is the script that started it.
  const script = Deno.env.get("DOAPI_SCRIPT");
  if (Deno.build.standalone) return Deno.execPath();
  if (script) return Deno.realPathSync(script);
  throw new ExitError("Only an installed doapi can be linked to");
}

async function linkTo(path: string): Promise<string> {
  const target = executable();
  const windows = Deno.build.os === "windows";
  const link = windows ? `${path}.exe` : path;
  try {
    await Deno.mkdir(path.replace(/[^/\\]*$/, ""), { recursive: true });
    if (await Deno.realPath(link).catch(() => null) === target) return link;
    // On Windows symbolic links are for administrators.
    await (windows ? Deno.link(target, link) : Deno.symlink(target, link));
    return link;
  } catch (error) {
    throw new ExitError(`Cannot make the link ${link}: ${reason(error)}`);
  }
}

/** The name that the program was called by; `doapi-droplet` is short for `doapi droplet`. */
function calledAs(): string {
  const path = Deno.env.get("DOAPI_CALLED_AS") || process.argv0;
  const name = path.replace(/^.*[/\\]/, "").replace(/\.exe$/i, "");
  return name.startsWith("doapi-") ? name : "doapi";
}

const serve: Context["serve"] = async (host, port, handler, ready) => {
  const stop = new AbortController();
  const end = () => stop.abort();
  interrupt.signal.addEventListener("abort", end);
  const { serve: listen } = await import("./api/server.ts");
  let server;
  try {
    server = await listen(host, port, handler);
  } catch (error) {
    throw new ExitError(`Cannot listen on ${host}:${port}: ${reason(error)}`);
  }
  const aborted = new Promise((resolve) => {
    if (stop.signal.aborted) resolve(null);
    stop.signal.addEventListener("abort", resolve);
  });
  if (await ready(server.url) === "stop") end();
  await aborted;
  await server.close();
};

/** The program that this one runs: what a signal means is for that to say. */
let child: Deno.ChildProcess | null = null;

function passOn(signal: Deno.Signal): void {
  const streams = [Deno.stdin, Deno.stdout, Deno.stderr];
  // Ctrl-C at a terminal reaches everything that was started there by itself.
  const atTerminal = Deno.build.os === "windows" || streams.some((stream) => stream.isTerminal());
  if (signal === "SIGINT" && atTerminal) return;
  try {
    child?.kill(signal);
  } catch {
    // It has just ended.
  }
}

async function spawn(program: string, args: readonly string[], env: Record<string, string>) {
  try {
    child = new Deno.Command(program, { args: [...args], env, stdin: "inherit" }).spawn();
    if (Deno.build.os !== "windows") Deno.addSignalListener("SIGHUP", () => passOn("SIGHUP"));
    return (await child.status).code;
  } catch (error) {
    // As shells have it: 127 for a program that is not there, 126 for one that does not run.
    const code = error instanceof Deno.errors.NotFound ? 127 : 126;
    throw new ExitError(`Cannot run ${program}: ${reason(error)}`, code);
  } finally {
    child = null;
  }
}

const program = calledAs();
const interrupt = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // Windows has no SIGTERM.
  if (signal === "SIGTERM" && Deno.build.os === "windows") continue;
  Deno.addSignalListener(signal, () => {
    if (child) return passOn(signal);
    if (interrupt.signal.aborted) Deno.exit(EXIT.interrupted);
    interrupt.abort(new Error("interrupted"));
  });
}

function variable(name: string): string | undefined {
  try {
    return Deno.env.get(name);
  } catch {
    // The runtime's own message shows the value, which may be a token.
    throw new ExitError(`${name} is not text in UTF-8`, EXIT.usage);
  }
}

function env(name: string): string | undefined {
  return variable(name) || undefined;
}

/** Says which proxies and authorities are for whom: the runtime reads this with the first request. */
function prepareNetwork(): void {
  try {
    for (const [name, value] of Object.entries(trusting(env))) Deno.env.set(name, value);
  } catch {
    // What is not text names no file.
  }
  try {
    Deno.env.set("NO_PROXY", withoutProxy(env).NO_PROXY);
  } catch {
    // What is not text names no host.
    Deno.env.set("NO_PROXY", withoutProxy(() => undefined).NO_PROXY);
  }
}

/** What opens a URL, by the system. */
const BROWSERS: Record<string, readonly string[]> = {
  darwin: ["open"],
  windows: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** The program that reaches the system's keyring, by the system. */
const KEYRINGS: Record<string, Context["keyring"]> = {
  darwin: "security",
  freebsd: "secret-tool",
  linux: "secret-tool",
};

const ctx: Context = {
  program,
  out: toStdout,
  get outIsClosed() {
    return isStdoutClosed();
  },
  err: (text) => writeAll(Deno.stderr, safeLine(text)).catch(() => {}),
  errorsAs: "text",
  ends: [],
  in: readStdin,
  get isAttended() {
    return Deno.stdin.isTerminal() && Deno.stderr.isTerminal();
  },
  async ask(question, secret = false) {
    await ctx.err(question);
    const { readLine } = await import("./terminal.ts");
    const answer = await readLine(interrupt.signal, secret);
    if (secret || answer === null) await ctx.err("\n");
    return answer;
  },
  keyboard: async () => (await import("./terminal.ts")).keyboard(),
  get isTerminal() {
    return Deno.stderr.isTerminal() && env("TERM") !== "dumb";
  },
  outIsTerminal: Deno.stdout.isTerminal(),
  // Some terminals do not know, and say 0.
  columns: () => Deno.consoleSize().columns || 80,
  env,
  envIsEmpty: (name) => variable(name) === "",
  now: Date.now,
  // Counted from the start of the process, which is older than this module.
  elapsed: () => performance.now() / 1000,
  signal: interrupt.signal,
  readFile,
  isForAll,
  replaceFile,
  openFile,
  locked,
  linkTo,
  serve,
  spawn,
  capture: async (...given) => await (await import("./terminal.ts")).capture(...given),
  answers: async (...given) => await (await import("./terminal.ts")).answers(...given),
  browser: BROWSERS[Deno.build.os] ?? ["xdg-open"],
  keyring: KEYRINGS[Deno.build.os] ?? null,
  async *download(url, kind) {
    const { download } = await import("./upgrade/download.ts");
    yield* download(url, kind, interrupt.signal);
  },
  compiled: Deno.build.standalone
    ? { path: Deno.execPath(), os: Deno.build.os, arch: Deno.build.arch }
    : null,
  client: async (given) => (await import("./api/client.ts")).connect(ctx, given),
};

/** Runs the command line; returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  if (args.length === 1 && args.every(isVersion)) {
    // Scripts ask for it often, and it takes nothing else that is to be loaded.
    await ctx.out(VERSION_LINE);
    return EXIT.done;
  }
  prepareNetwork();
  const { run } = await import("./app.ts");
  return await run(ctx, args);
}

const area = program.startsWith("doapi-") ? [program.slice("doapi-".length)] : [];
const code = await main([...area, ...Deno.args]);
Deno.exit(code === EXIT.done && hasStdoutFailed() ? EXIT.failed : code);
