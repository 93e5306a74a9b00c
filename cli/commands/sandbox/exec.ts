import { withoutProxy } from "../../api/proxy.ts";
import { forwarding } from "../../args/argv.ts";
import type { Context } from "../../context.ts";
import { ExitError } from "../../errors.ts";
import { guarded } from "../../sandbox/guard.ts";
import { URL_VARIABLE } from "./controls.ts";
import { ending } from "./ending.ts";
import { build, readToken, settings } from "./settings.ts";
import { tape } from "./tape.ts";

/** `doapi sandbox exec` */
export function exec(ctx: Context) {
  const exec = settings("Run a command against a simulator of its own.")
    .arguments("<command:word> [arguments...:text]")
    .example("A test suite", "doapi sandbox exec npm test")
    .example(
      "What a program uses of the API, by the letter",
      "doapi sandbox exec --strict --report used.json -- terraform apply -auto-approve",
    )
    .action(async (options, program, ...args) => {
      const sandbox = await build(ctx, options);
      const end = await ending(ctx, sandbox, options);
      const played = await tape(ctx, sandbox, options);
      let code = 1;
      await ctx.serve("127.0.0.1", 0, guarded(played, false), async (url) => {
        const { token } = readToken(options.accept?.[0] ?? "sandbox");
        code = await ctx.spawn(program, args, {
          DO_API_TOKEN: token,
          DO_API_ENDPOINT: url,
          DIGITALOCEAN_TOKEN: token,
          DIGITALOCEAN_ACCESS_TOKEN: token,
          DIGITALOCEAN_API_URL: url,
          // Otherwise a doapi in the command would use the state file.
          DOAPI_SANDBOX: "0",
          [URL_VARIABLE]: url,
          // Deletions in a simulator need no confirmation, which would stop a test at a terminal.
          DOAPI_YES: ctx.env("DOAPI_YES") ?? "1",
          ...withoutProxy(ctx.env),
        });
        return "stop";
      });
      await played.close();
      await end();
      if (code !== 0) throw new ExitError("", code);
    });
  return forwarding(exec);
}
