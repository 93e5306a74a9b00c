import type { Fetch } from "@doapi/doapi";
import { createSandbox, type Sandbox, type SandboxSeed } from "@doapi/doapi/sandbox";
import { run } from "../../cli/app.ts";
import type { Areas } from "../../cli/areas.ts";
import { connect } from "../../cli/api/client.ts";
import type { Context } from "../../cli/context.ts";
import { ExitError, MissingFile } from "../../cli/errors.ts";
import { safeLine } from "../../cli/output/safe.ts";
import { fakeClock } from "./script.ts";
import { assertSecret, TOKEN, tokenOf, tokensIn } from "./secret.ts";

/** What one command line did. */
export interface Ran {
  code: number;
  out: string;
  err: string;
  /** Every request in the order they were sent: method, path and, if there is one, the body. */
  requests: string[];
}

export interface World {
  fetch: Fetch;
  clock?: ReturnType<typeof fakeClock>;
  /** Seconds since the start; by the clock if left out. */
  elapsed?: () => number;
  env?: Record<string, string>;
  files?: Record<string, string>;
  /** Files that cannot be written. */
  closed?: string[];
  /** Those of the files that everyone can read. */
  open?: string[];
  stdin?: string;
  /** Whether somebody answers at a port of another machine; nobody does without. */
  reachable?: (host: string, port: number) => boolean;
  /** What somebody at the terminal answers, one question after another; nobody is there without. */
  answers?: string[];
  /** What was opened in the browser; there is none without. */
  opened?: string[];
  /** What the keyring of the system has; there is none without. */
  keyring?: Record<string, string>;
  isTerminal?: boolean;
  outIsTerminal?: boolean;
  /** How many columns the terminal has; 80 if left out. */
  columns?: number;
  signal?: AbortSignal;
  /** What is typed; nothing can be if left out. */
  keyboard?: Context["keyboard"];
  /** Runs programs; none can be if left out. */
  spawn?: Context["spawn"];
  serve?: Context["serve"];
  compiled?: Context["compiled"];
  download?: Context["download"];
  /** Called with all that has been printed so far; what it waits for, printing waits for. */
  onOut?: (out: string) => Promise<void> | void;
  /** Called with what is printed as bytes. */
  onBytes?: (bytes: Uint8Array) => void;
}

/**
 * Runs one command line in this process, with everything outside it replaced. Fails if a token is
 * in anything that it prints or writes.
 *
 * @param more Areas beside the program's own.
 */
export async function cli(
  line: string | string[],
  world: World,
  more: Areas = {},
): Promise<Ran> {
  const args = typeof line === "string" ? words(line) : line;
  const ran: Ran = { code: -1, out: "", err: "", requests: [] };
  const clock = world.clock ?? fakeClock();
  const begun = clock.now();
  const env: Record<string, string> = world.env ?? { DO_API_TOKEN: TOKEN };
  const files = world.files ?? {};
  const written: string[] = [];
  let stdin: string | null = world.stdin ?? "";
  const tokens = tokensIn(args, env);
  const ctx: Context = {
    program: "doapi",
    async out(result) {
      if (typeof result !== "string") world.onBytes?.(result);
      ran.out += typeof result === "string" ? result : new TextDecoder().decode(result);
      await world.onOut?.(ran.out);
    },
    outIsClosed: false,
    err: (text) => Promise.resolve(void (ran.err += safeLine(text))),
    errorsAs: "text",
    ends: [],
    in() {
      const text = stdin;
      stdin = null;
      if (text !== null) return Promise.resolve(text);
      return Promise.reject(new ExitError("Standard input can be read once"));
    },
    isTerminal: world.isTerminal ?? false,
    outIsTerminal: world.outIsTerminal ?? false,
    columns: () => world.columns ?? 80,
    env: (name) => env[name] || undefined,
    envIsEmpty: (name) => env[name] === "",
    now: clock.now,
    elapsed: world.elapsed ?? (() => (clock.now() - begun) / 1000),
    signal: world.signal ?? new AbortController().signal,
    readFile(path) {
      const text = files[path];
      if (text !== undefined) return Promise.resolve(text);
      return Promise.reject(new MissingFile(path));
    },
    isForAll: (path) => Promise.resolve(world.open?.includes(path) ?? false),
    replaceFile(path, text) {
      files[path] = text;
      // The one file of ours that tokens are kept in.
      if (!path.endsWith("/doapi/config.json")) written.push(text);
      return Promise.resolve();
    },
    openFile(path) {
      if (world.closed?.includes(path)) {
        return Promise.reject(new ExitError(`Cannot write ${path}`));
      }
      return Promise.resolve((text) => ctx.replaceFile(path, text));
    },
    keyboard: world.keyboard ?? (() => Promise.reject(new Error("Nobody types here"))),
    isAttended: world.answers !== undefined,
    ask(question) {
      ran.err += safeLine(question);
      return Promise.resolve(world.answers?.shift() ?? null);
    },
    keyring: world.keyring ? "secret-tool" : null,
    browser: ["xdg-open"],
    capture(program, args, input = "") {
      if (program === "xdg-open") {
        world.opened?.push(...args);
        return Promise.resolve(world.opened ? { code: 0, out: "" } : null);
      }
      if (!world.keyring) return Promise.resolve(null);
      const name = args.at(-1) ?? "";
      assertSecret([...tokens, input], program, ...args);
      if (args[0] === "store") world.keyring[name] = input;
      if (args[0] === "clear") delete world.keyring[name];
      const out = args[0] === "lookup" ? world.keyring[name] ?? "" : "";
      return Promise.resolve({ code: args[0] === "lookup" && out === "" ? 1 : 0, out });
    },
    answers: (host, port) => Promise.resolve(world.reachable?.(host, port) ?? false),
    locked: (_, work) => work(),
    linkTo: (path) => Promise.resolve(path),
    serve: world.serve ?? (() => Promise.reject(new Error("Nothing is served here"))),
    spawn: world.spawn ?? (() => Promise.reject(new Error("Nothing is run here"))),
    compiled: world.compiled ?? null,
    async *download(url, kind) {
      if (world.download) return yield* world.download(url, kind);
      const response = await world.fetch(url, { method: "GET" });
      yield* response.body ?? [];
    },
    client: (given) =>
      connect(ctx, given, {
        sleep: clock.sleep,
        now: clock.now,
        random: () => 0.5,
        fetch(url, init) {
          const { pathname, search } = new URL(url);
          const body = init.body ? ` ${init.body}` : "";
          ran.requests.push(`${init.method} ${pathname}${search}${body}`);
          tokens.push(tokenOf(init));
          return world.fetch(url, init);
        },
      }),
  };
  ran.code = await run(ctx, args, more);
  assertSecret(tokens, ran.out, ran.err, ...written);
  return ran;
}

/** The words of a command line; single quotes keep one together. */
function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

/** A sandbox on a hand-turned clock, for command lines that belong together. */
export function sandboxWorld(actionTime = 2, seed: SandboxSeed = {}): World & { sandbox: Sandbox } {
  const clock = fakeClock();
  const sandbox = createSandbox({ now: clock.now, actionTime, seed });
  return { sandbox, clock, fetch: sandbox.fetch };
}
