import { ValidationError } from "@cliffy/command";
import {
  createSandbox,
  type Sandbox,
  type SandboxOptions,
  type SandboxSeed,
  type SandboxState,
  type SandboxToken,
} from "../../../lib/sandbox/mod.ts";
import { command, oneOf, seconds } from "../../args/options.ts";
import { jsonObject } from "../../base/files.ts";
import type { Context } from "../../context.ts";
import { ExitError } from "../../errors.ts";
import { sandboxOptions } from "../../sandbox/state.ts";

/** An option that is on or off. */
function onOrOff(option: string) {
  return oneOf(option, ["on", "off"]);
}

/** Starts a command that makes a simulator. */
export function settings(description: string) {
  return command(description)
    .option("--seed <json:string>", "The account at the start: JSON, or a recording; @FILE, @-.")
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
    .option(
      "--rate-limit <on-or-off:string>",
      "Whether rate limits are enforced. (Default: on)",
      onOrOff("--rate-limit"),
    )
    .option(
      "--limits <on-or-off:string>",
      "Whether the account may have only so many droplets, volumes and IPs. (Default: on)",
      onOrOff("--limits"),
    )
    .option(
      "--strict",
      "Refuse unknown fields and parameters, and deprecated operations; list them at the end.",
    )
    .option(
      "--record <file:string>",
      "Write what clients do to this file: requests with answers, and a seed of the account at the end.",
      { conflicts: ["replay"] },
    )
    .option("--replay <file:string>", "Answer as this recording has it, and nothing else.")
    .option("--report <file:string>", "Write at the end which operations were used, as JSON.");
}

/** A token as `--accept` has it, with the scopes after an equals sign. */
export function readToken(text: string): SandboxToken {
  const [name = "", list] = text.split("=");
  const scopes = list?.split(",");
  const wrong = scopes?.find((scope) => !/^(\*|[a-z_]+:(\*|[a-z]+))$/.test(scope));
  if (wrong !== undefined) {
    throw new ValidationError(`Option "--accept" takes scopes like droplet:read, not "${wrong}".`);
  }
  return { token: name, ...(scopes && { scopes }) };
}

/** The options that describe a simulator. */
export interface Settings {
  seed?: string | undefined;
  actionTime?: number | undefined;
  latency?: number | undefined;
  statusLag?: number | undefined;
  listLag?: number | undefined;
  accept?: string[] | undefined;
  rateLimit?: string | undefined;
  limits?: string | undefined;
  strict?: boolean | undefined;
  record?: string | undefined;
  replay?: string | undefined;
  report?: string | undefined;
}

/** What a simulator starts with: a seed, or the account that a recording ended with. */
function startOf(
  json: { exchanges?: unknown; seed?: unknown; state?: unknown },
): Pick<SandboxOptions, "seed" | "state"> {
  if (json.exchanges === undefined) return { seed: json as SandboxSeed };
  return json.state === undefined
    ? { seed: json.seed as SandboxSeed }
    : { state: json.state as SandboxState };
}

/** Makes the simulator that the options describe. */
export async function build(ctx: Context, options: Settings): Promise<Sandbox> {
  const { actionTime, latency, statusLag, listLag, accept, rateLimit, limits } = options;
  const given = { actionTime, latency, statusLag, listLag, tokens: accept?.map(readToken) };
  const { replay } = options;
  const start = options.seed ?? (replay === undefined ? undefined : `@${replay}`);
  const source = options.seed === undefined ? `The recording ${replay}` : "--seed";
  const seed = start === undefined ? {} : await jsonObject(ctx, source, start);
  try {
    return createSandbox({
      ...sandboxOptions(ctx),
      ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
      ...startOf(seed),
      rateLimit: rateLimit !== "off",
      limits: limits !== "off",
      strict: options.strict ?? false,
    });
  } catch (error) {
    throw new ExitError(`Cannot create the simulator: ${(error as Error).message}`);
  }
}
