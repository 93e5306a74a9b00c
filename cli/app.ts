import { ValidationError } from "@cliffy/command";
import { account } from "./commands/account.ts";
import { action } from "./commands/action.ts";
import { domain } from "./commands/domain.ts";
import { droplet } from "./commands/droplet/mod.ts";
import { floatingIp } from "./commands/floating_ip.ts";
import { image } from "./commands/image.ts";
import { region } from "./commands/region.ts";
import { request } from "./commands/request.ts";
import { sandbox } from "./commands/sandbox.ts";
import { size } from "./commands/size.ts";
import { sshKey } from "./commands/ssh_key.ts";
import type { Context } from "./context.ts";
import { EXIT, report } from "./errors.ts";
import { type AnyCommand, command, markLiterals, plain, root } from "./options.ts";

/** The areas: one module each. */
const AREAS = {
  account,
  action,
  domain,
  droplet,
  "floating-ip": floatingIp,
  image,
  region,
  request,
  size,
  "ssh-key": sshKey,
  sandbox,
};

const EXIT_CODES = `Exit codes of doapi:

    0  done
    1  failed: one or more things could not be done; standard error says which
    2  usage: the command line was wrong; nothing was sent
    3  an action that was waited for ended with status "errored"
    4  no API token, or not a valid one
    5  the wait time ran out; what was still in progress was printed as it stood
  130  interrupted; what was known was printed first
`;

/** Builds the whole command tree. */
export function app(ctx: Context) {
  const tree = root(ctx);
  for (const [name, area] of Object.entries(AREAS)) tree.command(name, area(ctx)).reset();
  tree.command("help", help(ctx, () => tree)).reset();
  return tree.throwErrors();
}

function help(ctx: Context, tree: () => AnyCommand) {
  return command("Show the help of a command, or the exit codes.")
    .arguments("[command...:word]")
    .example("The exit codes", "doapi help exit-codes")
    .action(async (_, ...words) => {
      if (words[0] === "exit-codes") return await ctx.out(EXIT_CODES);
      let found: AnyCommand | undefined = tree();
      for (const word of words) {
        found = found.getCommand(word) as AnyCommand | undefined;
        if (!found) throw new ValidationError(`Unknown command "${words.join(" ")}".`);
      }
      await ctx.out(plain(found.getHelp()));
    });
}

/** Runs one command line; returns the exit code. Everything that fails ends here. */
export async function run(ctx: Context, args: readonly string[]): Promise<number> {
  try {
    const tree = app(ctx);
    if (args.length === 0) {
      await ctx.err(plain(tree.getHelp()));
      return EXIT.usage;
    }
    await tree.parse(markLiterals(args));
    return EXIT.done;
  } catch (error) {
    const { message, hint, code } = report(error, ctx.signal.aborted);
    if (error instanceof ValidationError) {
      const usage = error.cmd ? `${error.cmd.getPath()} ${error.cmd.getUsage()}` : "doapi --help";
      await ctx.err(`Usage: ${plain(usage)}`);
    }
    if (message) await ctx.err(`${ctx.program}: ${message}\n`);
    if (hint) await ctx.err(`${ctx.program}: ${hint}\n`);
    return code;
  }
}
