import type { DOAPI, Droplet } from "../../../mod.ts";
import { textOrFile } from "../../base/files.ts";
import { existing, IF_EXISTS } from "../../base/existing.ts";
import { reachable } from "../../base/reachable.ts";
import { together } from "../../together.ts";
import { inOrder, printEnding, reaching } from "../../base/wait.ts";
import type { Context } from "../../context.ts";
import { ExitError } from "../../errors.ts";
import { Problems } from "../../problems.ts";
import { complain, report, tell } from "../../report.ts";
import { setting } from "../../config/settings.ts";
import { needing } from "../../args/missing.ts";
import { isWaiting, NEEDED, oneOf, UNIQUE, waitable } from "../../args/options.ts";
import { findKeys, registerKeys } from "./keys.ts";
import type { Given, More } from "./more.ts";
import { tellPrice } from "./price.ts";
import { printList } from "../../output/print.ts";
import { resolver } from "../../api/resolve.ts";
import { oneOfType } from "../../output/manual.ts";

/** The API's limit of droplets in one request. */
const BATCH = 10;

/** The states of `--wait-for`. */
const STATES = ["active", "ssh"] as const;

/** `doapi droplet new` */
export function create(ctx: Context) {
  const child = waitable("Create droplets that differ only in their names.", oneOfType("droplet"))
    .option("-I, --image <image:string>", "Id, slug or name of the image.", NEEDED)
    .option("-S, --size <size:string>", "Slug of the size.", NEEDED)
    .option("-R, --region <region:string>", "Slug of the region.", NEEDED)
    .option("-B, --backups", "Enable automatic backups.")
    .option("-6, --ipv6", "Enable IPv6.")
    .option("-P, --private-networking", "Enable private networking.")
    .option("-U, --user-data <text:text>", "User data; @FILE reads a file, @- standard input.")
    .option("-K, --ssh-key <key:string>", "Id, fingerprint, name or public key file; repeatable.", {
      collect: true,
    })
    .option("--tag <tag:string>", "A tag for the droplets; repeatable.", { collect: true })
    .option("--monitoring", "Install the agent that collects metrics.")
    .option("--vpc <vpc:string>", "Id or name of the VPC. (Default: the default VPC of the region)")
    .option("--volume <volume:string>", "Id or name of a volume to attach; repeatable.", {
      collect: true,
    })
    .option("--project <project:string>", "Id or name of the project to put them in.")
    .option(
      "--backup-policy <policy:string>",
      "When to back up, such as plan:weekly,weekday:SUN,hour:20; implies --backups.",
    )
    .option(
      "--wait-for <state:string>",
      "Wait until they are active (the default), or until SSH answers at their addresses: ssh.",
      oneOf("--wait-for", STATES),
    )
    .option("--unique", UNIQUE)
    .option(...IF_EXISTS)
    .arguments("<name...:word>")
    .example(
      "Two droplets, ready to use",
      "doapi droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 -K laptop --wait web-1 web-2",
    )
    .action(async (options, ...names) => {
      const { image: imageName, size, region } = await needed(ctx, options);
      const userData = options.userData === undefined
        ? undefined
        : await textOrFile(ctx, options.userData);
      const client = await ctx.client(options);
      const find = resolver(ctx, client);
      const unique = options.unique ?? false;
      const [image, there, found, { project, ...more }] = await together(
        find.images.one(imageName),
        existing(ctx, find.droplets, names, options, "warn"),
        findKeys(ctx, find, options.sshKey ?? await setting(ctx, options, "ssh-keys") ?? []),
        lookedUp(ctx, client, options, names.length),
      );
      // Look everything up before registering a key.
      const ssh_keys = await registerKeys(ctx, client, find, found, unique);
      const fields = {
        backups: (options.backups ?? false) || more.backup_policy !== undefined,
        ipv6: options.ipv6 ?? false,
        private_networking: options.privateNetworking ?? false,
        ...(ssh_keys.length ? { ssh_keys } : {}),
        ...(userData === undefined ? {} : { user_data: userData }),
        ...(options.tag ? { tags: options.tag } : {}),
        ...(options.monitoring ? { monitoring: true } : {}),
        ...more,
      };
      const fresh = names.filter((name) => !there.has(name));
      const send = (batch: readonly string[]) =>
        client.createMultipleDroplets(batch, image, size, region, fields);
      const batches = await inBatches(ctx, fresh, send);
      const { created } = batches;
      const unassigned = project === undefined || created.length === 0
        ? null
        : await (await import("./more.ts")).assigned(ctx, client, project, created);
      const failure = batches.failure ?? unassigned;
      const plan = fields.backups ? more.backup_policy?.plan ?? "weekly" : null;
      const order = { size, count: fresh.length, plan };
      await tellPrice(ctx, client, options, order, created);
      const rest = [...created];
      const all = [...new Set(names.flatMap((name) => there.get(name) ?? rest.shift() ?? []))];
      if (isWaiting({ ...options, wait: options.wait ?? options.waitFor !== undefined })) {
        const active = reaching(ctx, client, options, all, "active");
        const ready = options.waitFor === "ssh" ? reachable(ctx, client, options, active) : active;
        await printEnding(ctx, options, inOrder(all, ready));
      } else await printList(ctx, options, all);
      if (failure) throw new ExitError("", report(failure, ctx.signal.aborted).code);
    });
  return needing(child, async (given) => {
    const set = Object.fromEntries(given.map((name) => [name, name]));
    return await needed(ctx, set).then(() => [], (error) => error.message.split("\n"));
  });
}

/** What the options refer to beside images and keys. */
async function lookedUp(
  ctx: Context,
  client: DOAPI,
  options: Given,
  count: number,
): Promise<More> {
  const { vpc, volume, project, backupPolicy } = options;
  if ((vpc ?? volume ?? project ?? backupPolicy) === undefined) return {};
  const { lookUp } = await import("./more.ts");
  return await lookUp(ctx, client, options, count);
}

/** Creates droplets, a few with each request; a failure after the first request ends only the rest. */
async function inBatches(
  ctx: Context,
  names: readonly string[],
  send: (batch: readonly string[]) => Promise<Droplet[]>,
): Promise<{ created: Droplet[]; failure: unknown }> {
  const created: Droplet[] = [];
  for (let i = 0; i < names.length; i += BATCH) {
    try {
      created.push(...await send(names.slice(i, i + BATCH)));
    } catch (error) {
      const left = `not created: ${names.slice(i).join(", ")}`;
      if (created.length === 0) {
        // The error names a request's own droplets.
        if (names.length > BATCH) await complain(ctx, left);
        throw error;
      }
      // Report it now: a wait may follow.
      await tell(ctx, error);
      await complain(ctx, left);
      return { created, failure: error };
    }
  }
  return { created, failure: null };
}

/** What every droplet needs. */
const NEEDS = ["image", "size", "region"] as const;

type Needed = Record<(typeof NEEDS)[number], string>;

/** The same: what the command line says, or else the settings. */
async function needed(
  ctx: Context,
  options: { [N in keyof Needed]?: string | undefined },
): Promise<Needed> {
  const all = await Promise.all(
    NEEDS.map(async (name) =>
      [name, options[name] ?? await setting(ctx, options, name) ?? ""] as const
    ),
  );
  const missing = all.filter(([, value]) => value === "");
  if (missing.length === 0) return Object.fromEntries(all) as Needed;
  throw new Problems(missing.map(([name]) => `Missing required option "--${name}".`));
}
