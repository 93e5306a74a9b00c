/** The SSH keys of new droplets: those of the account, and public key files. */

import { createHash } from "node:crypto";
import type { DOAPI, SSHKey } from "../../../mod.ts";
import { onePublicKey } from "../../base/public_key.ts";
import { type Context, note } from "../../context.ts";
import { together } from "../../together.ts";
import { ExitError, Missing, MissingFile } from "../../errors.ts";
import { idOf } from "../../api/ids.ts";
import { type Resolver, withoutRepeats } from "../../api/resolve.ts";

/** Finds keys by id, fingerprint or name, else in a file. */
export async function findKeys(
  ctx: Context,
  find: Resolver,
  args: readonly string[],
): Promise<(SSHKey | KeyFile)[]> {
  return await together(
    ...args.map(async (arg) => await find.sshKeys.maybe(arg) ?? await readKeyFile(ctx, find, arg)),
  );
}

interface KeyFile {
  publicKey: string;
  fingerprint: string;
  keyName: string;
}

function isKeyFile(key: SSHKey | KeyFile): key is KeyFile {
  return "publicKey" in key;
}

async function readKeyFile(ctx: Context, find: Resolver, path: string): Promise<KeyFile> {
  let text: string;
  try {
    text = await ctx.readFile(path);
  } catch (error) {
    if (!(error instanceof MissingFile)) throw error;
    const similar = await find.sshKeys.similar(path);
    const line = `'${path}': no such SSH key, and no such file${similar}`;
    throw new Missing([{ name: path, line }]);
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

/** Gives keys as they are in the account: one that only a file has is registered first. */
export async function registerKeys(
  ctx: Context,
  client: DOAPI,
  find: Resolver,
  found: readonly (SSHKey | KeyFile)[],
  unique: boolean,
): Promise<SSHKey[]> {
  const keys: SSHKey[] = [];
  for (const key of found) {
    keys.push(isKeyFile(key) ? await registered(ctx, client, find, key, unique) : key);
  }
  return await withoutRepeats(ctx, "SSH key", keys, idOf);
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
  const key = await client.createSSHKey(keyName, publicKey);
  await find.sshKeys.add(key);
  if (ctx.dryRun) return key;
  const done = `New SSH key '${keyName}' registered with ID ${idOf(key)}` +
    ` and fingerprint ${fingerprint}`;
  // The manual's line has no name of the program.
  await (ctx.errorsAs === "json" ? note(ctx, done) : ctx.err(`${done}\n`));
  return key;
}
