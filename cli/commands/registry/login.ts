import { registry as row } from "../../../lib/kinds/registry.ts";
import { idIn, open } from "../../base/kind/area.ts";
import type { Lazy } from "../../base/lazy.ts";
import { type Context, note, textIn } from "../../context.ts";
import { ExitError } from "../../errors.ts";
import { command } from "../../args/options.ts";

const AREA = { command: "registry", kind: "registry", row, sample: "images" };

/** Docker's configuration, as far as it is changed here. */
interface Config {
  auths?: Record<string, unknown>;
  credHelpers?: Record<string, string>;
  [field: string]: unknown;
}

/** The host of all registries of DigitalOcean. */
const HOST = "registry.digitalocean.com";

/** The file that docker keeps credentials in. */
function fileOf(ctx: Context): string {
  const home = ctx.env("HOME") ?? ctx.env("USERPROFILE");
  const folder = ctx.env("DOCKER_CONFIG") ?? (home ? `${home}/.docker` : undefined);
  if (folder === undefined) throw new ExitError("There is no home directory: set DOCKER_CONFIG");
  return `${folder}/config.json`;
}

async function read(ctx: Context, file: string): Promise<Config> {
  const text = await textIn(ctx, file);
  if (text === null) return {};
  try {
    const config = JSON.parse(text);
    if (typeof config === "object" && config !== null && !Array.isArray(config)) return config;
  } catch { /* Said below, as for any other text. */ }
  throw new ExitError(`Cannot read ${file} as docker's configuration: it is not a JSON object`);
}

function write(ctx: Context, file: string, config: Config): Promise<void> {
  return ctx.replaceFile(file, `${JSON.stringify(config, null, "\t")}\n`);
}

/** `login`: docker can pull and push afterwards. */
export const LOGIN: Lazy = {
  about: "Let docker use a registry.",
  build: (ctx) =>
    command("Store a registry's credentials in docker's configuration.")
      .option("--read-only", "To pull, and not to push.")
      .option("--expiry-seconds <seconds:integer>", "When the credentials end. (Default: never)")
      .arguments("<registry:word>")
      .example(
        "And pull",
        "doapi registry login images && docker pull registry.digitalocean.com/images/web",
      )
      .action(async (options, name) => {
        const { client, finder, one } = await open(ctx, AREA, options);
        const item = await finder.one(name);
        const file = fileOf(ctx);
        const config = await read(ctx, file);
        const { auths } = await client.request<Config>(
          `${one(idIn(item, row))}/docker-credentials`,
          {
            params: {
              read_write: options.readOnly ? undefined : true,
              expiry_seconds: options.expirySeconds,
            },
            doing: `fetch the credentials of registry ${name}`,
          },
        );
        const hosts = Object.keys(auths ?? {});
        if (hosts.length === 0) throw new ExitError("The API returned no credentials");
        const merged = { ...config, auths: { ...config.auths, ...auths } };
        // A helper for the host would be asked instead of the file.
        if (merged.credHelpers) {
          merged.credHelpers = Object.fromEntries(
            Object.entries(merged.credHelpers).filter(([host]) => !hosts.includes(host)),
          );
        }
        await write(ctx, file, merged);
        await note(ctx, `docker can use ${hosts.join(", ")} (${file})`);
      }),
};

/** `logout`: takes the credentials out again. */
export const LOGOUT: Lazy = {
  about: "Remove the credentials of DigitalOcean's registries from docker's configuration.",
  build: (ctx) =>
    command("Remove the credentials of DigitalOcean's registries from docker's configuration.")
      .example("On this machine", "doapi registry logout")
      .action(async () => {
        const file = fileOf(ctx);
        const config = await read(ctx, file);
        if (config.auths?.[HOST] === undefined) throw new ExitError(`${file} has no ${HOST}`);
        const { [HOST]: _, ...auths } = config.auths;
        await write(ctx, file, { ...config, auths });
      }),
};
