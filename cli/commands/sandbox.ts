import { ValidationError } from "@cliffy/command";
import { forwarding } from "../args/argv.ts";
import {
  createSandbox,
  type Sandbox,
  type SandboxSeed,
  type SandboxToken,
} from "../../lib/sandbox/mod.ts";
import { jsonObject } from "../base/files.ts";
import { type Context, deciding } from "../context.ts";
import { ExitError } from "../errors.ts";
import { command, group, seconds, universal } from "../args/options.ts";
import { printList, printObject } from "../output/print.ts";
import { withoutProxy } from "../api/proxy.ts";
import { guarded } from "../sandbox/guard.ts";
import {
  keepSaved,
  loadState,
  sandboxOptions,
  type Saver,
  saveState,
  stateFile,
} from "../sandbox/state.ts";

/** `doapi sandbox` */
export function sandbox(ctx: Context, about: string) {
  return group(about, {
    serve: serve(ctx),
    exec: exec(ctx),
    reset: reset(ctx),
    snapshot: snapshot(ctx),
    seed: seed(ctx),
    log: log(ctx),
  });
}

function settings(description: string) {
  return command(description)
    .option("--seed <json:string>", "What is there at first, as JSON; @FILE, @-.")
    .option(
      "--action-time <seconds:number>",
      "How long an action takes. (Default: 2)",
      seconds("--action-time"),
    )
    .option("--latency <seconds:number>", "How long every answer takes.", seconds("--latency"))
    .option(
      "--status-lag <seconds:number>",
      "How long a droplet trails its action.",
      seconds("--status-lag"),
    )
    .option(
      "--list-lag <seconds:number>",
      "How long lists lack a new droplet.",
      seconds("--list-lag"),
    )
    .option(
      "--accept <token:string>",
      "Accept this token only, not every one; TOKEN=droplet:read,tag:* limits it; repeatable.",
      { collect: true },
    )
    .option("--rate-limit <on-or-off:string>", "Whether rate limits are enforced. (Default: on)", {
      value: (word: string) => {
        if (word === "on" || word === "off") return word;
        throw new ValidationError(`Option "--rate-limit" must be on or off, but got "${word}".`);
      },
    });
}

/** A token as `--accept` has it, with the scopes after an equals sign. */
function readToken(text: string): SandboxToken {
  const [name = "", list] = text.split("=");
  const scopes = list?.split(",");
  const wrong = scopes?.find((scope) => !/^(\*|[a-z_]+:(\*|[a-z]+))$/.test(scope));
  if (wrong !== undefined) {
    throw new ValidationError(`Option "--accept" takes scopes like droplet:read, not "${wrong}".`);
  }
  return { token: name, ...(scopes && { scopes }) };
}

interface Settings {
  seed?: string | undefined;
  actionTime?: number | undefined;
  latency?: number | undefined;
  statusLag?: number | undefined;
  listLag?: number | undefined;
  accept?: string[] | undefined;
  rateLimit?: string | undefined;
}

async function build(ctx: Context, options: Settings): Promise<Sandbox> {
  const { actionTime, latency, statusLag, listLag, accept, rateLimit } = options;
  const given = { actionTime, latency, statusLag, listLag, tokens: accept?.map(readToken) };
  const seed = options.seed === undefined ? {} : await jsonObject(ctx, "--seed", options.seed);
  try {
    return createSandbox({
      ...sandboxOptions(ctx),
      ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
      seed: seed as SandboxSeed,
      rateLimit: rateLimit !== "off",
    });
  } catch (error) {
    throw new ExitError(`The sandbox cannot be made so: ${(error as Error).message}`);
  }
}

/** Addresses of this machine, to which tokens go over plain http. */
const LOCAL = /^http:\/\/(localhost|127\.[\d.]+|\[::1\]):/;

function serve(ctx: Context) {
  return settings("Serve the simulator over HTTP until interrupted; prints its URL.")
    .option("--host <host:string>", "The address to listen on. (Default: 127.0.0.1)")
    .option("--port <port:integer>", "The port; 0 for any free one. (Default: 8080)", {
      value(port: number): number {
        if (port >= 0 && port < 65_536) return port;
        throw new ValidationError(`Option "--port" must be from 0 to 65535, but got "${port}".`);
      },
    })
    .option("--state <file:string>", "Keep the state in this file.")
    .option("--control-anywhere", "Let other machines use the controls under /_sandbox.")
    .option("--log", "Write a line for each request to standard error.")
    .example("On a free port", "doapi sandbox serve --port 0 --action-time 5")
    .action(async (options) => {
      const sandbox = await build(ctx, options);
      const file = options.state;
      const work = async () => {
        let saver: Saver | null = null;
        if (file !== undefined) {
          await loadState(ctx, sandbox, file);
          saver = keepSaved(ctx, sandbox, file);
        }
        const answer = guarded(sandbox, options.controlAnywhere ?? false);
        await ctx.serve(
          options.host ?? "127.0.0.1",
          options.port ?? 8080,
          async (request, peer) => {
            let status: number | string = "dropped";
            try {
              const response = await answer(request, peer);
              status = response.status;
              return response;
            } finally {
              if (request.method !== "GET") saver?.changed();
              if (options.log) {
                const { pathname, search } = new URL(request.url);
                await ctx.err(`${request.method} ${pathname}${search} ${status}\n`);
              }
            }
          },
          async (url) => {
            await ctx.out(`${url}\n`);
            if (universal(options).quiet) return;
            const token = options.accept ? "$TOKEN" : "any";
            const http = LOCAL.test(url) ? "" : "DOAPI_ALLOW_HTTP=1 ";
            const settings = `${http}DO_API_ENDPOINT=${url} DO_API_TOKEN=${token}`;
            await ctx.err(`${ctx.program}: serving until Ctrl-C; try: ${settings} doapi account\n`);
          },
        );
        await saver?.close();
      };
      await (file === undefined ? work() : ctx.locked(file, work));
    });
}

/** Where the running simulator is that commands control. */
const URL_VARIABLE = "DOAPI_SANDBOX_URL";

function exec(ctx: Context) {
  const exec = settings("Run a command against a simulator of its own.")
    .arguments("<command:word> [arguments...:text]")
    .example("A test suite", "doapi sandbox exec npm test")
    .action(async (options, program, ...args) => {
      const sandbox = await build(ctx, options);
      let code = 1;
      await ctx.serve("127.0.0.1", 0, guarded(sandbox, false), async (url) => {
        const { token } = readToken(options.accept?.[0] ?? "sandbox");
        code = await ctx.spawn(program, args, {
          DO_API_TOKEN: token,
          DO_API_ENDPOINT: url,
          DIGITALOCEAN_TOKEN: token,
          DIGITALOCEAN_ACCESS_TOKEN: token,
          DIGITALOCEAN_API_URL: url,
          // Or the command's own doapi would use the one in the file.
          DOAPI_SANDBOX: "0",
          [URL_VARIABLE]: url,
          ...withoutProxy(ctx.env),
        });
        return "stop";
      });
      if (code !== 0) throw new ExitError("", code);
    });
  return forwarding(exec);
}

/** A command that controls a running simulator or, without --url, the state in the file. */
function control(description: string) {
  return command(description)
    .option(
      "--url <url:string>",
      "A running simulator, instead of the state that --sandbox keeps.",
    );
}

/** The simulator that is meant: what `sandbox exec` runs means the one that it was given. */
function running(ctx: Context, options: { url?: string | undefined }): string | undefined {
  return options.url ?? deciding(ctx, URL_VARIABLE);
}

async function call(url: string, path: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(new URL(`/_sandbox/${path}`, url), init);
  } catch {
    throw new ExitError(`No sandbox answers at ${url}`);
  }
  const text = await response.text();
  if (!response.ok) {
    throw new ExitError(`The sandbox at ${url} refuses: ${response.status} ${text.slice(0, 200)}`);
  }
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    throw new ExitError(`Something else than a sandbox answers at ${url}`);
  }
}

/** Changes the state in the file; `anew` if it does not matter what that is now. */
async function change(
  ctx: Context,
  options: object | void,
  work: (sandbox: Sandbox) => void,
  anew = false,
): Promise<void> {
  const file = stateFile(ctx, options);
  await ctx.locked(file, async () => {
    const sandbox = createSandbox(sandboxOptions(ctx));
    if (!anew) await loadState(ctx, sandbox, file);
    try {
      work(sandbox);
    } catch (error) {
      throw new ExitError((error as Error).message);
    }
    await saveState(ctx, sandbox, file);
  });
}

function reset(ctx: Context) {
  return control("Put the simulator back to its beginning. There is no output.")
    .example("The one of --sandbox", "doapi sandbox reset")
    .action(async (options) => {
      const url = running(ctx, options);
      if (url) await call(url, "reset", { method: "POST" });
      else await change(ctx, options, (sandbox) => sandbox.reset(), true);
    });
}

function snapshot(ctx: Context) {
  return control("Print everything that the simulator knows; --restore puts it back.")
    .option("--restore <json:string>", "A snapshot to put the simulator back to; @FILE, @-.")
    .example("Into a file", "doapi sandbox snapshot > state.json")
    .action(async (options) => {
      const url = running(ctx, options);
      if (options.restore !== undefined) {
        const state = await jsonObject(ctx, "--restore", options.restore);
        const body = JSON.stringify(state);
        if (url) await call(url, "snapshot", { method: "PUT", body });
        else await change(ctx, options, (sandbox) => sandbox.restore(JSON.parse(body)), true);
      } else if (url) {
        await printObject(ctx, options, await call(url, "snapshot", {}));
      } else {
        const sandbox = createSandbox(sandboxOptions(ctx));
        await loadState(ctx, sandbox, stateFile(ctx, options));
        await printObject(ctx, options, sandbox.snapshot());
      }
    });
}

function seed(ctx: Context) {
  return control("Add droplets, keys, domains and more to the simulator. There is no output.")
    .arguments("<json:word>")
    .example("Three droplets", `doapi sandbox seed '{"droplets": 3}'`)
    .action(async (options, json) => {
      const url = running(ctx, options);
      const seed = await jsonObject(ctx, "The seed", json);
      const body = JSON.stringify(seed);
      if (url) await call(url, "seed", { method: "POST", body });
      else await change(ctx, options, (sandbox) => sandbox.seed(seed as SandboxSeed));
    });
}

function log(ctx: Context) {
  return command("Print the requests that a running simulator was sent.")
    .option("--url <url:string>", "The running simulator.")
    .example("Of a test", "doapi sandbox log --url http://127.0.0.1:8080")
    .action(async (options) => {
      const url = running(ctx, options);
      if (!url) throw new ValidationError("Give --url: only a running simulator has a log.");
      const { requests } = await call(url, "requests", {}) as { requests: unknown[] };
      await printList(ctx, options, requests);
    });
}
