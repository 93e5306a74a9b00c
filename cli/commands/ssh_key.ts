import type { SSHKey } from "../../mod.ts";
import { type Area, show } from "../base/area.ts";
import { existing, IF_EXISTS } from "../base/existing.ts";
import { argumentFile } from "../base/files.ts";
import { onePublicKey } from "../base/public_key.ts";
import { lazyGroup } from "../base/lazy.ts";
import type { Context } from "../context.ts";
import { ExitError } from "../errors.ts";
import { command, UNIQUE, type Whole } from "../args/options.ts";
import { printObject } from "../output/print.ts";
import { resolver } from "../api/resolve.ts";
import { oneOfType } from "../output/manual.ts";

const area: Area<SSHKey> = {
  name: "ssh-key",
  argument: "key",
  plural: "SSH keys",
  sample: "laptop",
  multiple: true,
  find: (ctx, client, args, choice) => resolver(ctx, client).sshKeys.find(args, choice),
  all: (client, options) => client.fetchAllSSHKeys(options),
};

/** `doapi ssh-key` */
export function sshKey(ctx: Context, about: string, whole: Whole) {
  return lazyGroup(ctx, about, whole, "ssh-key", {
    "new": () => create(ctx),
    "show": () => show(ctx, area),
    "update": () => update(ctx),
    "delete": async () => (await import("../base/remove.ts")).remove(ctx, area),
  });
}

function create(ctx: Context) {
  return command("Register an SSH public key from a file or standard input.", oneOfType("ssh_key"))
    .option("--unique", UNIQUE)
    .option(...IF_EXISTS)
    .arguments("<name:word> [file:word]")
    .example("From a file", "doapi ssh-key new laptop ~/.ssh/id_ed25519.pub")
    .action(async (options, name, file) => {
      const text = file === undefined || file === "-"
        ? await ctx.in()
        : await argumentFile(ctx, file);
      const source = file === undefined || file === "-" ? "Standard input" : file;
      if (text.trim() === "") throw new ExitError(`${source} is empty`);
      const key = onePublicKey(text, source);
      const client = await ctx.client(options);
      const { sshKeys } = resolver(ctx, client);
      const there = await existing(ctx, sshKeys, [name], options, "warn");
      await printObject(
        ctx,
        options,
        there.get(name) ?? await client.createSSHKey(name, key),
      );
    });
}

function update(ctx: Context) {
  return command("Rename an SSH key.", oneOfType("ssh_key"))
    .option("--unique", UNIQUE)
    .arguments("<key:word> <name:word>")
    .example("By its old name", "doapi ssh-key update laptop old-laptop")
    .action(async (options, old, name) => {
      const { sshKeys } = resolver(ctx, await ctx.client(options));
      await sshKeys.checkNames([name], options.unique ?? false);
      const key = await sshKeys.one(old);
      await printObject(ctx, options, await key.updateSSHKey(name));
    });
}
