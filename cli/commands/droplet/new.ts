import { createHash } from "node:crypto";
import type { DOAPI, Droplet, SSHKey } from "../../../mod.ts";
import { textOrFile } from "../../base/files.ts";
import { existing, IF_EXISTS } from "../../base/existing.ts";
import { onePublicKey } from "../../base/public_key.ts";
import { reachable } from "../../base/reachable.ts";
import { together } from "../../parallel.ts";
import { inOrder, printEnding, reaching } from "../../base/wait.ts";
import type { Context } from "../../context.ts";
import { ExitError, MissingFile, Problems } from "../../errors.ts";
import { complain, report, tell } from "../../report.ts";
import { idOf } from "../../api/ids.ts";
import { setting } from "../../config/settings.ts";
import { isWaiting, NEEDED, oneOf, UNIQUE, waitable } from "../../args/options.ts";
import { tellPrice } from "./price.ts";
import { printList } from "../../output/print.ts";
import { type Resolver, resolver, withoutRepeats } from "../../api/resolve.ts";
import { oneOfType } from "../../output/manual.ts";

/** The API's limit of droplets in one request. */
const BATCH = 10;

/** What new droplets can be waited for. */
const STATES = ["active", "ssh"] as const;

/** `doapi droplet new` */
export function create(ctx: Context) {
  return waitable("Create droplets that differ only in their names.", oneOfType("droplet"))
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
      const [image, there, found] = await together(
        find.images.one(imageName),
        existing(ctx, find.droplets, names, options, "warn"),
        findKeys(ctx, find, options.sshKey ?? await setting(ctx, options, "ssh-keys") ?? []),
      );
      // Everything is found before the first key is registered.
      const keys: SSHKey[] = [];
      for (const key of found) {
        keys.push(isKeyFile(key) ? await registered(ctx, client, find, key, unique) : key);
      }
      const ssh_keys = await withoutRepeats(ctx, "SSH key", keys, idOf);
      const fields = {
        backups: options.backups ?? false,
        ipv6: options.ipv6 ?? false,
        private_networking: options.privateNetworking ?? false,
        ...(keys.length ? { ssh_keys } : {}),
        ...(userData === undefined ? {} : { user_data: userData }),
        ...(options.tag ? { tags: options.tag } : {}),
        signal: ctx.signal,
      };
      const fresh = names.filter((name) => !there.has(name));
      const send = (batch: readonly string[]) =>
        client.createMultipleDroplets(batch, image, size, region, fields);
      const { created, failure } = await inBatches(ctx, fresh, send);
      const order = { size, count: fresh.length, backups: fields.backups };
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
      // Now, since a wait may follow that has more to say.
      await tell(ctx, error);
      await complain(ctx, left);
      return { created, failure: error };
    }
  }
  return { created, failure: null };
}

/** What every droplet needs: what the command line says, or else the settings. */
async function needed(
  ctx: Context,
  options: Partial<Record<"image" | "size" | "region", string | undefined>>,
) {
  const found = async (name: "image" | "size" | "region") =>
    options[name] ?? await setting(ctx, options, name) ?? "";
  const all = {
    image: await found("image"),
    size: await found("size"),
    region: await found("region"),
  };
  const missing = Object.entries(all).filter(([, value]) => value === "");
  if (missing.length === 0) return all;
  throw new Problems(missing.map(([name]) => `Missing required option "--${name}".`));
}

/** Finds keys by id, fingerprint or name, else in a file. */
async function findKeys(
  ctx: Context,
  find: Resolver,
  args: readonly string[],
): Promise<(SSHKey | KeyFile)[]> {
  const found: (SSHKey | KeyFile)[] = [];
  for (const arg of args) {
    found.push(await find.sshKeys.maybe(arg) ?? await readKeyFile(ctx, arg));
  }
  return found;
}

interface KeyFile {
  publicKey: string;
  fingerprint: string;
  keyName: string;
}

function isKeyFile(key: SSHKey | KeyFile): key is KeyFile {
  return "publicKey" in key;
}

async function readKeyFile(ctx: Context, path: string): Promise<KeyFile> {
  let text: string;
  try {
    text = await ctx.readFile(path);
  } catch (error) {
    if (!(error instanceof MissingFile)) throw error;
    throw new ExitError(`'${path}': no such SSH key, and no such file`);
  }
  const publicKey = onePublicKey(text, path);
  const [, type, blob, comment] = /^(\S+)\s+([A-Za-z0-9+/]+={0,2})(?:\s+(.*))?$/s.exec(publicKey) ??
    [];
  if (!type || !blob) throw new ExitError(`'${path}': no such SSH key, and not a public key file`);
  const hash = createHash("md5").update(blob, "base64").digest("hex");
  return {
    publicKey,
    fingerprint: hash.replace(/..(?!$)/g, "$&:"),
    keyName: comment || `doapi-${path}-${Math.floor(ctx.now() / 1000)}`,
  };
}

async function registered(
  ctx: Context,
  client: DOAPI,
  find: Resolver,
  { publicKey, fingerprint, keyName }: KeyFile,
  unique: boolean,
): Promise<SSHKey> {
  const known = await find.sshKeys.maybe(`fingerprint:${fingerprint}`);
  if (known) return known;
  await find.sshKeys.checkNames([keyName], unique);
  const key = await client.createSSHKey(keyName, publicKey, { signal: ctx.signal });
  await find.sshKeys.add(key);
  if (ctx.rehearsal) return key;
  await ctx.err(
    `New SSH key '${keyName}' registered with ID ${idOf(key)} and fingerprint ${fingerprint}\n`,
  );
  return key;
}
