import { createHash } from "node:crypto";
import type { DOAPI, Droplet, SSHKey } from "../../../mod.ts";
import { textOrFile } from "../../base/files.ts";
import { onePublicKey } from "../../base/public_key.ts";
import { together } from "../../parallel.ts";
import { inOrder, printEnding, reaching } from "../../base/wait.ts";
import type { Context } from "../../context.ts";
import { ExitError, MissingFile, Problems } from "../../errors.ts";
import { report } from "../../report.ts";
import { idOf } from "../../api/ids.ts";
import { setting } from "../../config/settings.ts";
import { isWaiting, NEEDED, UNIQUE, waitable } from "../../args/options.ts";
import { printList } from "../../output/print.ts";
import { type Resolver, resolver, withoutRepeats } from "../../api/resolve.ts";

/** The API's limit of droplets in one request. */
const BATCH = 10;

/** `doapi droplet new` */
export function create(ctx: Context) {
  return waitable("Create droplets that differ only in their names.")
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
    .option("--unique", UNIQUE)
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
      const [image, , found] = await together(
        find.images.one(imageName),
        find.droplets.checkNames(names, unique),
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
      const created: Droplet[] = [];
      let failure: unknown = null;
      for (let i = 0; i < names.length && failure === null; i += BATCH) {
        const batch = names.slice(i, i + BATCH);
        try {
          created.push(
            ...await client.createMultipleDroplets(
              batch,
              image,
              size,
              region,
              fields,
            ),
          );
        } catch (error) {
          const left = `${ctx.program}: not created: ${names.slice(i).join(", ")}\n`;
          if (created.length === 0) {
            // The error names a request's own droplets.
            if (names.length > BATCH) await ctx.err(left);
            throw error;
          }
          failure = error;
          // Now, since a wait may follow that has more to say.
          await ctx.err(`${ctx.program}: ${report(error, ctx.signal.aborted).message}\n`);
          await ctx.err(left);
        }
      }
      if (isWaiting(options)) {
        const active = reaching(ctx, client, options, created, "active");
        await printEnding(ctx, options, inOrder(created, active));
      } else await printList(ctx, options, created);
      if (failure) throw new ExitError("", report(failure, ctx.signal.aborted).code);
    });
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
  await ctx.err(
    `New SSH key '${keyName}' registered with ID ${idOf(key)} and fingerprint ${fingerprint}\n`,
  );
  return key;
}
