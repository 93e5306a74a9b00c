import type { Droplet } from "../../../mod.ts";
import { ValidationError } from "@cliffy/command";
import { multiple, open } from "../../base/area.ts";
import { address } from "../../api/addresses.ts";
import { idOf } from "../../api/ids.ts";
import { resolver } from "../../api/resolve.ts";
import { printOwnList } from "../../output/own.ts";
import { command } from "../../args/options.ts";
import { type Context, warn } from "../../context.ts";
import { ExitError } from "../../errors.ts";
import { droplets as area } from "./area.ts";
import { PRIVATE, V6 } from "./ip.ts";

/** The option for who logs in. */
const USER = [
  "-u, --user <user:string>",
  "The user to log in as. (Default: root)",
  {
    value(user: string): string {
      // A leading dash would be an option of ssh, and a line break another line of its configuration.
      if (/^[\w.][\w.@\\-]*$/.test(user)) return user;
      throw new ValidationError(`Option "--user" must be the name of a user, but got "${user}".`);
    },
  },
] as const;

/** `doapi droplet ssh` */
export function ssh(ctx: Context) {
  return command("Log in to a droplet with ssh, or run a command there; exits as ssh does.")
    .option(...USER)
    .option(...PRIVATE)
    .option(...V6)
    .arguments("<droplet:word> [command...:text]")
    .example("To log in", "doapi droplet ssh web-1")
    .example("To run a command", "doapi droplet ssh web-1 -- uptime --pretty")
    .action(async (options, name, ...words) => {
      const client = await ctx.client(options);
      const droplet = await resolver(ctx, client).droplets.one(name);
      const place = `${options.user ?? "root"}@${address(droplet, options)}`;
      const code = await ctx.spawn("ssh", ["--", place, ...words], {});
      if (code !== 0) throw new ExitError("", code);
    });
}

/** What ssh takes for the name of one host, without wildcards. */
const HOST = /^[a-z0-9][a-z0-9.-]*$/i;

/** A host of ssh's configuration. */
interface Host {
  id: number | bigint;
  host: string;
  hostname: string;
  user: string;
}

const FIELDS = ["id", "host", "hostname", "user"];

/** `doapi droplet ssh-config` */
export function sshConfig(ctx: Context) {
  return command(
    "Print a configuration for ssh, with a host for each droplet: all, or the given ones.",
    { list: true, fields: FIELDS, columns: FIELDS },
  )
    .option(...USER)
    .option(...PRIVATE)
    .option(...V6)
    .option(...multiple(area))
    .arguments("[droplet...:word]")
    .example("To include in ~/.ssh/config", "doapi droplet ssh-config > ~/.ssh/droplets")
    .action(async (options, ...args) => {
      const { client, items } = args.length
        ? await open(ctx, area, options, args)
        : { client: await ctx.client(options), items: null };
      const all = items ??
        await Array.fromAsync(area.all(client, { signal: ctx.signal }, options, ctx));
      const hosts: Host[] = [];
      for (const droplet of all) {
        try {
          const hostname = address(droplet, options);
          hosts.push({ ...hostOf(droplet, all), hostname, user: options.user ?? "root" });
        } catch (error) {
          // A named droplet must have an address; among all droplets, skip those without.
          if (items || !(error instanceof ExitError)) throw error;
          await warn(ctx, `left out: ${error.message}`);
        }
      }
      await printOwnList(
        ctx,
        options,
        hosts,
        ({ host, hostname, user }) => `Host ${host}\n  HostName ${hostname}\n  User ${user}\n`,
      );
    });
}

function hostOf(droplet: Droplet, all: readonly Droplet[]): Pick<Host, "id" | "host"> {
  const { name } = droplet;
  const id = idOf(droplet);
  if (!HOST.test(name)) throw new ExitError(`droplet ${name} (${id}) has no name that ssh takes`);
  // ssh takes the first host of a name, and would reach one of several alone.
  const isShared = all.filter((other) => other.name === name).length > 1;
  return { id, host: isShared ? `${name}-${id}` : name };
}
