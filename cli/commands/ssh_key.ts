import { deleteAll } from "../base/bulk.ts";
import { argumentFile } from "../base/files.ts";
import type { Context } from "../context.ts";
import { command, group, MULTIPLE, UNIQUE } from "../options.ts";
import { printList, printObject } from "../output/print.ts";
import { resolver } from "../resolve.ts";

/** `doapi ssh-key` */
export function sshKey(ctx: Context, about: string) {
  return group(about, {
    "new": create(ctx),
    "show": show(ctx),
    "update": update(ctx),
    "delete": remove(ctx),
  });
}

function create(ctx: Context) {
  return command("Register an SSH public key from a file or standard input.")
    .option("--unique", UNIQUE)
    .arguments("<name:word> [file:word]")
    .example("From a file", "doapi ssh-key new laptop ~/.ssh/id_ed25519.pub")
    .action(async (options, name, file) => {
      const text = file === undefined || file === "-"
        ? await ctx.in()
        : await argumentFile(ctx, file);
      const client = await ctx.client(options);
      await resolver(ctx, client).sshKeys.checkNames([name], options.unique ?? false);
      await printObject(
        ctx,
        options,
        await client.createSSHKey(name, text.trim(), { signal: ctx.signal }),
      );
    });
}

function show(ctx: Context) {
  return command("Show SSH keys: the given ones, or all.")
    .option("-M, --multiple", MULTIPLE)
    .arguments("[key...:word]")
    .example("By name", "doapi ssh-key show laptop")
    .action(async (options, ...args) => {
      const client = await ctx.client(options);
      await printList(
        ctx,
        options,
        args.length
          ? await resolver(ctx, client).sshKeys.find(args, options.multiple)
          : client.fetchAllSSHKeys({ signal: ctx.signal }),
      );
    });
}

function update(ctx: Context) {
  return command("Rename an SSH key.")
    .option("--unique", UNIQUE)
    .arguments("<key:word> <name:word>")
    .example("By its old name", "doapi ssh-key update laptop old-laptop")
    .action(async (options, old, name) => {
      const { sshKeys } = resolver(ctx, await ctx.client(options));
      await sshKeys.checkNames([name], options.unique ?? false);
      const key = await sshKeys.one(old);
      await printObject(ctx, options, await key.updateSSHKey(name, { signal: ctx.signal }));
    });
}

function remove(ctx: Context) {
  return command("Delete SSH keys. There is no output.")
    .option("-M, --multiple", MULTIPLE)
    .arguments("<key...:word>")
    .example("By name", "doapi ssh-key delete old-laptop")
    .action(async (options, ...args) => {
      const { sshKeys } = resolver(ctx, await ctx.client(options));
      const keys = await sshKeys.find(args, options.multiple);
      await deleteAll(ctx, keys);
    });
}
