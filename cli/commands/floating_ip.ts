import { ValidationError } from "@cliffy/command";
import type { CallOptions, FloatingIP } from "../../mod.ts";
import type { ActionableArea } from "../base/actionable.ts";
import { show } from "../base/area.ts";
import { allOf } from "../base/missing.ts";
import { together } from "../together.ts";
import { ending, printAction, throughEnd } from "../base/wait.ts";
import { patiently } from "../base/watch.ts";
import { lazyGroup } from "../base/lazy.ts";
import type { Context } from "../context.ts";
import { isWaiting, waitable, type Whole } from "../args/options.ts";
import { printObject } from "../output/print.ts";
import { setting } from "../config/settings.ts";
import { resolver, withoutRepeats } from "../api/resolve.ts";
import { oneOfType } from "../output/manual.ts";

const area: ActionableArea<FloatingIP> = {
  name: "floating-ip",
  argument: "ip",
  plural: "floating IPs",
  multiple: false,
  sample: "203.0.113.7",
  action: `-p '{"droplet_id": 3164494}' assign`,
  async find(ctx, client, args, choice) {
    const ips = args.map((arg) => client.floatingIp(/^\d+$/.test(arg) ? Number(arg) : arg));
    const unique = await withoutRepeats(ctx, "floating IP", ips, (ip) => ip.ip);
    return await allOf(ctx, unique, choice, (ip) => ip.fetch());
  },
  all: (client, options) => client.fetchAllFloatingIps(options),
};

const actionable = () => import("../base/actionable.ts");

/** `doapi floating-ip` */
export function floatingIp(ctx: Context, about: string, whole: Whole) {
  const unassign = (ip: FloatingIP) => ip.unassign();
  const takeAway = "Unassign floating IPs from their droplets.";
  return lazyGroup(ctx, about, whole, "floating-ip", {
    "new": () => create(ctx),
    "show": () => show(ctx, area),
    "assign": () => assign(ctx),
    "unassign": async () => (await actionable()).actOn(ctx, area, "unassign", takeAway, unassign),
    "act": async () => (await actionable()).act(ctx, area),
    "actions": async () => (await actionable()).actions(ctx, area),
    "wait": async () => (await actionable()).wait(ctx, area),
    "delete": async () => (await import("../base/remove.ts")).remove(ctx, area),
  });
}

function create(ctx: Context) {
  return waitable("Create a floating IP for a droplet or in a region.", oneOfType("floating_ip"))
    .option("-D, --droplet <droplet:string>", "Assign it to this droplet.", {
      conflicts: ["region"],
    })
    .option("-R, --region <region:string>", "Reserve it to this region.", {
      conflicts: ["droplet"],
    })
    .example("For a droplet", "doapi floating-ip new -D web-1 --wait")
    .action(async (options) => {
      const { droplet } = options;
      const usual = () => setting(ctx, options, "region");
      const region = options.region ?? (droplet === undefined ? await usual() : undefined);
      if (droplet === undefined && region === undefined) {
        throw new ValidationError("Give either --droplet or --region.");
      }
      const client = await ctx.client(options);
      let ip = droplet === undefined
        ? await client.createFloatingIp({ region: region as string })
        : await client.createFloatingIp({
          droplet_id: await resolver(ctx, client).droplets.one(droplet),
        });
      let end: unknown = null;
      if (isWaiting(options)) {
        // Whatever happens from here on, the IP is there, and has to be told.
        try {
          const what = `the actions of floating IP ${ip.ip}`;
          const list = (call: CallOptions) => Array.fromAsync(ip.fetchAllActions(call));
          const all = await patiently(ctx, client, options, what, list);
          await throughEnd(ending(ctx, client, options, all));
        } catch (error) {
          end = error;
        }
        try {
          const what = `floating IP ${ip.ip}`;
          ip = await patiently(ctx, client, options, what, (call) => ip.fetch(call));
        } catch (error) {
          end ??= error;
        }
      }
      await printObject(ctx, options, ip);
      if (end) throw end;
    });
}

function assign(ctx: Context) {
  return waitable("Assign a floating IP to a droplet.", oneOfType("action"))
    .arguments("<ip:word> <droplet:word>")
    .example("By the droplet's name", "doapi floating-ip assign 203.0.113.7 web-2")
    .action(async (options, ip, droplet) => {
      const client = await ctx.client(options);
      const [[address], target] = await together(
        area.find(ctx, client, [ip], {}),
        resolver(ctx, client).droplets.one(droplet),
      );
      const action = await (address as FloatingIP).assign(target);
      await printAction(ctx, client, options, action);
    });
}
