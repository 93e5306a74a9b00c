import type { Droplet } from "../../../mod.ts";
import { lazyGroup } from "../../base/lazy.ts";
import { multiple, open, show } from "../../base/area.ts";
import { inParallel } from "../../../lib/core/parallel.ts";
import type { Context } from "../../context.ts";
import { command, WATCH, type Whole } from "../../args/options.ts";
import type { Result } from "../../args/result.ts";
import { printList } from "../../output/print.ts";
import { droplets as area } from "./area.ts";
import { TODAY } from "./today.ts";
import { listOf } from "../../output/manual.ts";

/** The actions that need no argument: command, method, description. */
const SIMPLE = [
  ["disable-backups", "disableBackups", "Disable automatic backups."],
  ["enable-backups", "enableBackups", "Enable automatic backups."],
  ["enable-ipv6", "enableIpv6", "Enable IPv6."],
  ["enable-private-networking", "enablePrivateNetworking", "Enable private networking (retired)."],
  ["password-reset", "passwordReset", "Reset root's password."],
  ["power-cycle", "powerCycle", "Turn droplets off and on, as with a reset button."],
  ["power-off", "powerOff", "Cut the power; try shutdown first."],
  ["power-on", "powerOn", "Turn droplets on."],
  ["reboot", "reboot", "Reboot droplets in an orderly way."],
  ["shutdown", "shutdown", "Ask droplets to shut down."],
  ["upgrade", "upgrade", "Perform a scheduled upgrade now (retired)."],
] as const;

const SNAPSHOT_COLUMNS = ["id", "name", "type", "regions", "size_gigabytes", "created_at"];

/** What can be listed of each droplet: command, operation, method, columns, description. */
const LISTS = [
  [
    "show-snapshots",
    "droplets_list_snapshots",
    "fetchAllSnapshots",
    SNAPSHOT_COLUMNS,
    "List the snapshots of droplets, a list for each.",
  ],
  [
    "backups",
    "droplets_list_backups",
    "fetchAllBackups",
    SNAPSHOT_COLUMNS,
    "List the backups of droplets, a list for each.",
  ],
  [
    "kernels",
    "droplets_list_kernels",
    "fetchAllKernels",
    ["id", "name", "version"],
    "List the kernels available to droplets, a list for each.",
  ],
] as const;

/** What few commands need. */
const MODULES = {
  actions: () => import("../../base/actionable.ts"),
  actWith: () => import("./act_with.ts"),
  ssh: () => import("./ssh.ts"),
  tag: () => import("./tag.ts"),
};

/** `doapi droplet` */
export function droplet(ctx: Context, about: string, whole: Whole) {
  const simple = SIMPLE.map(([name, method, description]) => {
    const start = (d: Droplet) => d[method]();
    const build = async () => (await MODULES.actions()).actOn(ctx, area, name, description, start);
    return [name, build] as const;
  });
  const lists = LISTS.map(([name, of, method, columns, description]) =>
    [
      name,
      () => listEach(ctx, name, method, description, { list: true, of, columns }),
    ] as const
  );
  return lazyGroup(ctx, about, whole, "droplet", {
    new: async () => (await import("./new.ts")).create(ctx),
    show: () =>
      show(ctx, area)
        .option("--gpus", "All that have GPUs: the API lists them apart, and not with the others."),
    ...Object.fromEntries(simple),
    ...Object.fromEntries(lists),
    "show-upgrades": () => showUpgrades(ctx),
    ip: async () => (await import("./ip.ts")).ip(ctx),
    ssh: async () => (await MODULES.ssh()).ssh(ctx),
    "ssh-config": async () => (await MODULES.ssh()).sshConfig(ctx),
    neighbors: () => neighbors(ctx),
    restore: async () => (await MODULES.actWith()).restore(ctx),
    resize: async () => (await MODULES.actWith()).resize(ctx),
    rebuild: async () => (await MODULES.actWith()).rebuild(ctx),
    rename: async () => (await MODULES.actWith()).rename(ctx),
    tag: async () => (await MODULES.tag()).tagging(ctx, "tag"),
    untag: async () => (await MODULES.tag()).tagging(ctx, "untag"),
    snapshot: async () => (await MODULES.actWith()).snapshot(ctx),
    "change-kernel": async () => (await MODULES.actWith()).changeKernel(ctx),
    ...TODAY,
    act: async () => (await MODULES.actions()).act(ctx, area),
    actions: async () => (await MODULES.actions()).actions(ctx, area),
    wait: async () => (await MODULES.actions()).wait(ctx, area),
    delete: async () => (await import("../../base/remove.ts")).remove(ctx, area),
  });
}

function listEach(
  ctx: Context,
  name: string,
  method: "fetchAllSnapshots" | "fetchAllBackups" | "fetchAllKernels",
  description: string,
  result: Result,
) {
  return command(description, result)
    .option(...WATCH)
    .option(...multiple(area))
    .arguments("<droplet...:word>")
    .example("Of one droplet", `doapi droplet ${name} web-1`)
    .action(async (options, ...args) => {
      const { items } = await open(ctx, area, options, args);
      const list = (d: Droplet) => Array.fromAsync<unknown>(d[method]());
      await printList(ctx, options, inParallel(items, list));
    });
}

function neighbors(ctx: Context) {
  return command("List droplets that run on the same physical server.", listOf("droplet"))
    .option(...WATCH)
    .option(...multiple(area))
    .arguments("[droplet...:word]")
    .example("All groups", "doapi droplet neighbors")
    .action(async (options, ...args) => {
      if (args.length === 0) {
        const client = await ctx.client(options);
        return await printList(ctx, options, client.fetchAllDropletNeighbors());
      }
      const { items } = await open(ctx, area, options, args);
      const list = (d: Droplet) => Array.fromAsync(d.fetchAllNeighbors());
      await printList(ctx, options, inParallel(items, list));
    });
}

function showUpgrades(ctx: Context) {
  return command("List scheduled droplet upgrades (retired).", { list: true })
    .option(...WATCH)
    .option("--droplets", "List the droplets that will be upgraded instead.")
    .example("What is planned", "doapi droplet show-upgrades")
    .action(async (options) => {
      const client = await ctx.client(options);
      const upgrades = client.fetchAllDropletUpgrades();
      if (!options.droplets) return await printList(ctx, options, upgrades);
      await printList(
        ctx,
        options,
        inParallel(upgrades, (upgrade) => upgrade.fetchDroplet()),
      );
    });
}
