/** Settings from the environment and the configuration file, the defaults of the command line. */

import type { Context } from "../context.ts";
import { deciding } from "../context.ts";
import { EXIT, ExitError } from "../errors.ts";
import { universal } from "../args/options.ts";
import { type Output, OUTPUTS } from "../args/output.ts";
import { configFile, readConfig, type Values } from "./file.ts";

/** How a setting is written, and where else it can be. */
interface Setting<T> {
  /** One sentence on what it does. */
  about: string;
  /** The environment variables that count before the file, the first one first. */
  variables: readonly string[];
  /** Reads what was typed, or what the file has; undefined if that is not a valid value. */
  read: (value: unknown) => T | undefined;
  /** What a value looks like, for messages. */
  form: string;
}

function text(about: string, form: string, ...variables: string[]): Setting<string> {
  const read = (value: unknown) => typeof value === "string" && value !== "" ? value : undefined;
  return { about, form, variables, read };
}

function list(about: string, form: string, ...variables: string[]): Setting<string[]> {
  return {
    about,
    form,
    variables,
    read(value) {
      const words = typeof value === "string" ? value.split(",").map((w) => w.trim()) : value;
      const isList = Array.isArray(words) && words.length > 0 &&
        words.every((word) => typeof word === "string" && word !== "");
      return isList ? words as string[] : undefined;
    },
  };
}

function flag(about: string, ...variables: string[]): Setting<boolean> {
  return {
    about,
    form: "1 or 0",
    variables,
    read(value) {
      if (/^(1|true|yes|on)$/i.test(String(value))) return true;
      return /^(0|false|no|off)$/i.test(String(value)) ? false : undefined;
    },
  };
}

function count(about: string): Setting<number> {
  const read = (value: unknown) => /^\d{1,9}$/.test(String(value)) ? Number(value) : undefined;
  return { about, form: "a number", variables: [], read };
}

/** All settings, by the names that they have in the file and on the command line. */
export const SETTINGS = {
  output: {
    about: "The form of results.",
    form: `one of ${OUTPUTS.join(", ")}`,
    variables: ["DOAPI_OUTPUT"],
    read: (value) => OUTPUTS.find((form) => form === String(value).toLowerCase()),
  } satisfies Setting<Output>,
  region: text("The region of what is created.", "a slug such as fra1", "DOAPI_REGION"),
  size: text("The size of new droplets.", "a slug such as s-1vcpu-1gb", "DOAPI_SIZE"),
  image: text("The image of new droplets.", "an id, a slug or a name", "DOAPI_IMAGE"),
  "ssh-keys": list("The SSH keys of new droplets.", "keys with commas", "DOAPI_SSH_KEYS"),
  endpoint: text(
    "Where requests are sent instead of DigitalOcean.",
    "a URL such as https://api.example.com",
    "DO_API_ENDPOINT",
    "DIGITALOCEAN_API_URL",
  ),
  sandbox: flag("Whether the simulator is used in place of the API.", "DOAPI_SANDBOX"),
  "read-only": flag("Whether everything that would change something is refused."),
  protect: list("What is never destroyed.", "names, patterns such as prod-*, or tag:NAME"),
  "max-destroy": count("How many things one command may destroy."),
};

/** The name of a setting. */
export type SettingName = keyof typeof SETTINGS;

/** The value of a setting. */
export type SettingValue<N extends SettingName> = NonNullable<
  ReturnType<(typeof SETTINGS)[N]["read"]>
>;

/** The variables that can hold a token, the first one first. */
export const TOKEN_VARIABLES = ["DO_API_TOKEN", "DIGITALOCEAN_TOKEN", "DIGITALOCEAN_ACCESS_TOKEN"];

/**
 * The context whose settings count: the one that is named, else the stored choice, unless another
 * token than its own is used.
 */
export async function contextInUse(
  ctx: Context,
  options: object | void,
): Promise<string | undefined> {
  const named = namedContext(ctx, options);
  if (named !== undefined) {
    const { contexts = {} } = await readConfig(ctx);
    if (!Object.hasOwn(contexts, named)) {
      const { checkContext } = await import("./contexts.ts");
      await checkContext(ctx, named);
    }
    return named;
  }
  const { apiToken, apiTokenFile, sandbox } = universal(options);
  const other = sandbox || apiToken !== undefined || apiTokenFile !== undefined ||
    TOKEN_VARIABLES.some((name) => ctx.env(name) !== undefined || ctx.envIsEmpty(name));
  return other ? undefined : (await readConfig(ctx)).context;
}

/** The context that the command line or the environment names. */
export function namedContext(ctx: Context, options: object | void): string | undefined {
  return universal(options).context ?? deciding(ctx, "DOAPI_CONTEXT");
}

/**
 * Reads a setting: the environment first, then the context in use, then the rest of the
 * configuration.
 *
 * @throws {ExitError} If it has a value that it cannot have.
 */
export async function setting<N extends SettingName>(
  ctx: Context,
  options: object | void,
  name: N,
): Promise<SettingValue<N> | undefined> {
  for (const variable of SETTINGS[name].variables) {
    const value = deciding(ctx, variable);
    if (value !== undefined) return checked(name, value, variable);
  }
  const [first] = await stored(ctx, options, name);
  return first?.value;
}

/** Whether the simulator is used in place of the API: an endpoint that is named is one of the API. */
export async function simulates(ctx: Context, options: object | void): Promise<boolean> {
  const { sandbox, endpoint } = universal(options);
  return sandbox || (endpoint === undefined && await setting(ctx, options, "sandbox") === true);
}

/** What the file has of a setting: the value of the context in use, then the general one. */
export async function stored<N extends SettingName>(
  ctx: Context,
  options: object | void,
  name: N,
): Promise<{ value: SettingValue<N>; holder: string }[]> {
  const { contexts = {}, settings = {} } = await readConfig(ctx);
  const context = await contextInUse(ctx, options);
  const own: Values = context !== undefined && Object.hasOwn(contexts, context)
    ? contexts[context]?.settings ?? {}
    : {};
  const source = `${configFile(ctx)}: ${name}`;
  const holders = [[own, `the context ${context}`], [settings, "the configuration"]] as const;
  return holders.filter(([values]) => Object.hasOwn(values, name))
    .map(([values, holder]) => ({ value: checked(name, values[name], source), holder }));
}

/**
 * Checks the value of a setting.
 *
 * @param source Where it is from, for the message.
 */
export function checked<N extends SettingName>(
  name: N,
  value: unknown,
  source: string,
): SettingValue<N> {
  const { read, form } = SETTINGS[name];
  const found = read(value) as SettingValue<N> | undefined;
  if (found !== undefined) return found;
  throw new ExitError(`${source} must be ${form}, but is ${JSON.stringify(value)}`, EXIT.usage);
}
