import { ValidationError } from "@cliffy/command";
import { universal } from "../../args/options.ts";
import { type Context, note } from "../../context.ts";
import { guarded } from "../../sandbox/guard.ts";
import { keepSaved, loadState, type Saver } from "../../sandbox/state.ts";
import { ending } from "./ending.ts";
import { build, settings } from "./settings.ts";
import { tape } from "./tape.ts";

/** Addresses of this machine, to which tokens go over plain http. */
const LOCAL = /^http:\/\/(localhost|127\.[\d.]+|\[::1\]):/;

/** `doapi sandbox serve` */
export function serve(ctx: Context) {
  return settings(
    "Serve the simulator over HTTP until interrupted; prints its URL, below which /_sandbox/ is a page to look at it.",
  )
    .option("--host <host:string>", "The address to listen on. (Default: 127.0.0.1)")
    .option("--port <port:integer>", "The port; 0 for any free one. (Default: 8080)", {
      value(port: number): number {
        if (port >= 0 && port < 65_536) return port;
        throw new ValidationError(`Option "--port" must be from 0 to 65535, but got "${port}".`);
      },
    })
    .option("--state <file:string>", "Keep the state in this file.")
    .option("--control-anywhere", "Let other machines use the controls under /_sandbox.")
    .option("--log", "Write a line for each request to standard error.")
    .example("A fixture for tests", "doapi sandbox serve --record fixture.json")
    .example("On a free port", "doapi sandbox serve --port 0 --action-time 5")
    .action(async (options) => {
      const sandbox = await build(ctx, options);
      const end = await ending(ctx, sandbox, options);
      const played = await tape(ctx, sandbox, options);
      const file = options.state;
      const work = async () => {
        let saver: Saver | null = null;
        if (file !== undefined) {
          await loadState(ctx, sandbox, file);
          saver = keepSaved(ctx, sandbox, file);
        }
        const answer = guarded(played, options.controlAnywhere ?? false);
        await ctx.serve(
          options.host ?? "127.0.0.1",
          options.port ?? 8080,
          async (request, peer) => {
            let status: number | string = "dropped";
            try {
              const response = await answer(request, peer);
              status = response.status;
              return response;
            } finally {
              if (request.method !== "GET") saver?.changed();
              if (options.log) {
                const { pathname, search } = new URL(request.url);
                await ctx.err(`${request.method} ${pathname}${search} ${status}\n`);
              }
            }
          },
          async (url) => {
            await ctx.out(`${url}\n`);
            if (universal(options).quiet || ctx.dryRun) return;
            const token = options.accept ? "$TOKEN" : "any";
            const http = LOCAL.test(url) ? "" : "DOAPI_ALLOW_HTTP=1 ";
            const settings = `${http}DO_API_ENDPOINT=${url} DO_API_TOKEN=${token}`;
            await note(ctx, `serving until Ctrl-C; try: ${settings} doapi account`);
          },
        );
        await saver?.close();
        await played.close();
        await end();
      };
      await (file === undefined ? work() : ctx.locked(file, work));
    });
}
