import type { Image } from "../../mod.ts";
import type { ActionableArea } from "../base/actionable.ts";
import { multiple, open } from "../base/area.ts";
import { lazyGroup } from "../base/lazy.ts";
import { operations } from "../base/operation/leaf.ts";
import { bulk } from "../base/bulk.ts";
import { printActions } from "../base/wait.ts";
import type { Context } from "../context.ts";
import { ExitError } from "../errors.ts";
import { command, UNIQUE, waitable, WATCH, type Whole } from "../args/options.ts";
import { printList, printObject } from "../output/print.ts";
import { resolver } from "../api/resolve.ts";
import { architecture, availableIn, IN_REGION } from "../base/available.ts";
import { narrow } from "../output/narrow.ts";
import { listing } from "../output/listing.ts";
import { listOf, oneOfType } from "../output/manual.ts";

const area: ActionableArea<Image> = {
  name: "image",
  argument: "image",
  plural: "images",
  multiple: true,
  sample: "before-upgrade",
  action: `-p '{"region": "sgp1"}' transfer`,
  find: (ctx, client, args, choice) => resolver(ctx, client).images.find(args, choice),
  all: (client, options) => client.fetchAllImages(options),
};

/** Commands for images that the manual of 2016 does not have. */
const TODAY = operations({
  new: ["images_create_custom", "Import an image from a URL.", {
    args: ["name", "url"],
    example: "own https://example.com/disk.img --region fra1",
  }],
  "offer": ["images_post_account_transfer_create", "Offer an image to another account.", {
    example: "golden --recipient-email me@example.com",
  }],
  "accept": ["images_post_account_transfer_accept", "Accept an image of another account.", {
    args: ["transfer_id"],
    example: "7938391 f5c6d7e8 --help",
  }],
  "decline": ["images_post_account_transfer_decline", "Decline an image of another account.", {
    args: ["transfer_id"],
    example: "7938391 f5c6d7e8",
  }],
  "cancel-offer": ["images_post_account_transfer_cancel", "Withdraw the offer of an image.", {
    args: ["transfer_id"],
    example: "golden f5c6d7e8",
  }],
});

const actionable = () => import("../base/actionable.ts");

/** `doapi image` */
export function image(ctx: Context, about: string, whole: Whole) {
  const convert = (item: Image) => item.convert();
  return lazyGroup(ctx, about, whole, "image", {
    "show": () => show(ctx),
    "update": () => update(ctx),
    "convert": async () =>
      (await actionable()).actOn(
        ctx,
        area,
        "convert",
        "Convert backups to snapshots.",
        convert,
        "7938391",
      ),
    "transfer": () => transfer(ctx),
    ...TODAY,
    "act": async () => (await actionable()).act(ctx, area),
    "actions": async () => (await actionable()).actions(ctx, area),
    "wait": async () => (await actionable()).wait(ctx, area),
    "delete": async () => (await import("../base/remove.ts")).remove(ctx, area),
  });
}

/** What a public image is made for, by its name and its slug. */
const ARCHITECTURES = { x64: "name~\\bx64\\b", x32: "name~\\bx32\\b", gpu: "slug=gpu-*" };

function show(ctx: Context) {
  return command("Show images: the given ones, those of a kind, or all.", listOf("image"))
    .option(...WATCH)
    .option("--application", "Only application images.", {
      conflicts: ["distribution", "type", "private"],
    })
    .option("--distribution", "Only distribution images.", {
      conflicts: ["application", "type", "private"],
    })
    .option("--type <type:string>", "Only images of this type.", {
      conflicts: ["application", "distribution", "private"],
    })
    .option("--private", "Only the account's own images.", {
      conflicts: ["application", "distribution", "type"],
    })
    .option(...IN_REGION)
    .option(...architecture("public images for such a machine", ARCHITECTURES))
    .option(...multiple(area))
    .arguments("[image...:word]")
    .example("By slug", "doapi image show debian-12-x64")
    .action(async (options, ...args) => {
      const type = options.application
        ? "application"
        : options.distribution
        ? "distribution"
        : options.type;
      if (args.length && (type !== undefined || options.private)) {
        const flag = options.private ? "private" : options.type === undefined ? type : "type";
        throw new ExitError(`--${flag} and images exclude each other.`);
      }
      narrow(ctx, options.architecture && ARCHITECTURES[options.architecture]);
      if (args.length) {
        narrow(ctx, options.region && `regions=${options.region}`);
        return await printList(ctx, options, (await open(ctx, area, options, args)).items);
      }
      const client = await ctx.client(options);
      const list = () =>
        client.fetchAllImages({ type, private: options.private ?? false, ...listing(ctx) });
      await printList(ctx, options, await availableIn(ctx, options.region, list));
    });
}

function update(ctx: Context) {
  return command("Rename an image.", oneOfType("image"))
    .option("--unique", UNIQUE)
    .arguments("<image:word> <name:word>")
    .example("By its old name", "doapi image update before-upgrade before-upgrade-13")
    .action(async (options, old, name) => {
      const { images } = resolver(ctx, await ctx.client(options));
      await images.checkNames([name], options.unique ?? false);
      const target = await images.one(old);
      await printObject(ctx, options, await target.updateImage(name));
    });
}

function transfer(ctx: Context) {
  return waitable("Make images available in another region.", oneOfType("action"))
    .option(...multiple(area))
    .arguments("<region:word> <image...:word>")
    .example("To Singapore", "doapi image transfer sgp1 before-upgrade --wait")
    .action(async (options, region, ...args) => {
      const before = { first: region, command: "image transfer" };
      const { client, items } = await open(ctx, area, options, args, before);
      const result = await bulk(
        ctx,
        options,
        items,
        (i) => i.transfer(region),
      );
      await printActions(ctx, client, options, result);
    });
}
