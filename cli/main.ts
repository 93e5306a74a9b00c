import process from "node:process";
import { run } from "./app.ts";
import { connect } from "./client.ts";
import type { Context } from "./context.ts";
import { EXIT, ExitError, MissingFile } from "./errors.ts";
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

async function writeAll(stream: typeof Deno.stdout, text: string): Promise<void> {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length) bytes = bytes.subarray(await stream.write(bytes));
}

async function toStdout(text: string): Promise<void> {
  try {
    await writeAll(Deno.stdout, text);
  } catch (error) {
    // Whoever read the output has what they wanted, as `head` does.
    if (error instanceof Deno.errors.BrokenPipe) Deno.exit(EXIT.done);
    throw error;
  }
}

async function readFile(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new MissingFile(path);
    throw new ExitError(`Cannot read ${path}: ${reason(error)}`);
  }
}

let stdinRead = false;

async function readStdin(): Promise<string> {
  if (stdinRead) throw new ExitError("Standard input can be read once: only one thing can be -");
  stdinRead = true;
  return await new Response(Deno.stdin.readable).text();
}

async function isForAll(path: string): Promise<boolean> {
  const { isFile, mode } = await Deno.stat(path);
  return isFile && mode !== null && (mode & 0o004) !== 0;
}

async function writeFile(path: string, text: string): Promise<void> {
  const directory = path.replace(/[/\\]?[^/\\]*$/, "");
  const temporary = `${path}.${Deno.pid}.tmp`;
  try {
    if (directory) await Deno.mkdir(directory, { recursive: true });
    // A rename leaves either the old file or the whole new one.
    await Deno.writeTextFile(temporary, text, { mode: 0o600 });
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw new ExitError(`Cannot write ${path}: ${reason(error)}`);
  }
}

/** What the system's refusals are called. */
const REASONS = [
  [Deno.errors.NotFound, "no such file or directory"],
  [Deno.errors.PermissionDenied, "permission denied"],
  [Deno.errors.NotCapable, "permission denied"],
  [Deno.errors.AlreadyExists, "there is a file of that name"],
  [Deno.errors.AddrInUse, "the address is in use"],
] as const;

function reason(error: unknown): string {
  const known = REASONS.find(([kind]) => error instanceof kind);
  if (known) return known[1];
  // Node's server throws its own kind.
  if ((error as { code?: unknown }).code === "EADDRINUSE") return "the address is in use";
  const { message } = error as Error;
  // Deno's own words: "Is a directory (os error 21): readfile '/tmp'".
  return message.replace(/ \(os error \d+\).*/s, "").replace(
    /^[A-Z](?=[a-z])/,
    (c) => c.toLowerCase(),
  );
}

async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  let file: Deno.FsFile;
  try {
    await Deno.mkdir(path.replace(/[/\\]?[^/\\]*$/, "") || ".", { recursive: true });
    file = await Deno.open(lock, { create: true, write: true });
  } catch (error) {
    throw new ExitError(`Cannot write ${lock}: ${reason(error)}`);
  }
  // The lock ends with the process that has it, however that ends.
  let timer;
  const patience = new Promise<never>((_, reject) => {
    const message = `${path} is in use by another program, perhaps doapi sandbox serve`;
    timer = setTimeout(() => reject(new ExitError(message)), 5000);
  });
  try {
    await Promise.race([file.lock(true), patience]);
    return await work();
  } finally {
    clearTimeout(timer);
    file.close();
  }
}

const serve: Context["serve"] = async (host, port, handler, ready) => {
  const stop = new AbortController();
  const end = () => stop.abort();
  interrupt.signal.addEventListener("abort", end);
  const { serve: listen } = await import("./server.ts");
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
    throw new ExitError(`Cannot run ${program}: ${reason(error)}`);
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

const env = (name: string) => Deno.env.get(name) || undefined;

const ctx: Context = {
  program,
  out: toStdout,
  err: (text) => writeAll(Deno.stderr, safeLine(text)).catch(() => {}),
  in: readStdin,
  isTerminal: Deno.stderr.isTerminal() && env("TERM") !== "dumb",
  outIsTerminal: Deno.stdout.isTerminal(),
  env,
  now: Date.now,
  // The process is older than this module.
  started: performance.timeOrigin,
  signal: interrupt.signal,
  readFile,
  isForAll,
  writeFile,
  locked,
  linkTo,
  serve,
  spawn,
  client: (given) => connect(ctx, given),
};

const area = program.startsWith("doapi-") ? [program.slice("doapi-".length)] : [];
Deno.exit(await run(ctx, [...area, ...Deno.args]));
