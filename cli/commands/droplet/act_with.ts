import { multiple, open } from "../../base/area.ts";
import { bulk, thingIn } from "../../base/bulk.ts";
import { permit } from "../../safety/permission.ts";
import { together } from "../../together.ts";
import { printAction, printActions } from "../../base/wait.ts";
import type { Context } from "../../context.ts";
import { UNIQUE, waitable } from "../../args/options.ts";
import { resolver, toId } from "../../api/resolve.ts";
import { droplets as area } from "./area.ts";
import { oneOfType } from "../../output/manual.ts";

/** `doapi droplet restore` */
export function restore(ctx: Context) {
  return waitable("Restore a droplet from one of its backups.", oneOfType("action"))
    .arguments("<droplet:word> <backup:word>")
    .example("By the backup's id", "doapi droplet restore web-1 7938391")
    .action(async (options, droplet, backup) => {
      const client = await ctx.client(options);
      const find = resolver(ctx, client);
      const [target, image] = await together(find.droplets.one(droplet), find.images.one(backup));
      await permit(ctx, options, "restore", [thingIn(target)]);
      const action = await target.restore(image);
      await printAction(ctx, client, options, action);
    });
}

/** `doapi droplet resize` */
export function resize(ctx: Context) {
  return waitable("Resize droplets, which must be off.", oneOfType("action"))
    .option("--disk", "Let the disk grow too, which cannot be undone.")
    .option(...multiple(area))
    .arguments("<size:word> <droplet...:word>")
    .example("With its disk", "doapi droplet resize --disk s-2vcpu-2gb web-1 --wait")
    .action(async (options, size, ...args) => {
      const before = { first: size, command: "droplet resize" };
      const { client, items } = await open(ctx, area, options, args, before);
      const disk = options.disk ?? false;
      const result = await bulk(
        ctx,
        options,
        items,
        (d) => d.resize(size, { disk }),
      );
      await printActions(ctx, client, options, result);
    });
}

/** `doapi droplet rebuild` */
export function rebuild(ctx: Context) {
  return waitable(
    "Set droplets up anew from an image, by default the one they have.",
    oneOfType("action"),
  )
    .option("-I, --image <image:string>", "Id, slug or name of the image.")
    .option(...multiple(area))
    .arguments("<droplet...:word>")
    .example("From another image", "doapi droplet rebuild -I debian-12-x64 web-1")
    .action(async (options, ...args) => {
      const client = await ctx.client(options);
      const find = resolver(ctx, client);
      const [items, image] = await together(
        find.droplets.find(args, options),
        options.image === undefined ? Promise.resolve(null) : find.images.one(options.image),
      );
      await permit(ctx, options, "rebuild", items.map(thingIn));
      const result = await bulk(
        ctx,
        options,
        items,
        (d) => d.rebuild(image ?? d.image),
      );
      await printActions(ctx, client, options, result);
    });
}

/** `doapi droplet rename` */
export function rename(ctx: Context) {
  return waitable("Rename a droplet.", oneOfType("action"))
    .option("--unique", UNIQUE)
    .arguments("<droplet:word> <name:word>")
    .example("By its old name", "doapi droplet rename web-1 web-old")
    .action(async (options, droplet, name) => {
      const client = await ctx.client(options);
      const find = resolver(ctx, client);
      const [, target] = await together(
        find.droplets.checkNames([name], options.unique ?? false),
        find.droplets.one(droplet),
      );
      const action = await target.rename(name);
      await printAction(ctx, client, options, action);
    });
}

/** `doapi droplet snapshot` */
export function snapshot(ctx: Context) {
  return waitable("Take a snapshot of a droplet.", oneOfType("action"))
    .option("--unique", UNIQUE)
    .arguments("<droplet:word> <name:word>")
    .example("And wait for it", "doapi droplet snapshot web-1 before-upgrade --wait")
    .action(async (options, droplet, name) => {
      const client = await ctx.client(options);
      const find = resolver(ctx, client);
      const [, target] = await together(
        find.images.checkNames([name], options.unique ?? false),
        find.droplets.one(droplet),
      );
      const action = await target.snapshot(name);
      await printAction(ctx, client, options, action);
    });
}

/** `doapi droplet change-kernel` */
export function changeKernel(ctx: Context) {
  return waitable("Change the kernel of droplets.", oneOfType("action"))
    .option(...multiple(area))
    .arguments("<kernel:word> <droplet...:word>")
    .example("By the kernel's id", "doapi droplet change-kernel 991 web-1")
    .action(async (options, kernel, ...args) => {
      const id = toId("kernel", kernel);
      const { client, items } = await open(ctx, area, options, args);
      const result = await bulk(
        ctx,
        options,
        items,
        (d) => d.changeKernel(id),
      );
      await printActions(ctx, client, options, result);
    });
}
