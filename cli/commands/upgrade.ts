import { VERSION } from "../../lib/version.ts";
import { type Context, note } from "../context.ts";
import { ExitError } from "../errors.ts";
import { command, universal } from "../args/options.ts";
import { printObject } from "../output/print.ts";
import { findInstallation, owner } from "../upgrade/installation.ts";
import { isNewer, Releases, systemName } from "../upgrade/releases.ts";

/** `doapi upgrade` */
export function upgrade(ctx: Context, about: string) {
  return command(about)
    .option("--check", "Only show whether there is a later version.")
    .option(
      "--base-url <url:string>",
      "The page of the releases. (Default: DOAPI_BASE_URL, or where install.sh has it from)",
    )
    .arguments("[version:word]")
    .example("Whether there is a later version", "doapi upgrade --check")
    .example("Back to an earlier one", "doapi upgrade 0.1.0")
    .action(async (options, wanted) => {
      const say = (text: string) => universal(options).quiet ? undefined : note(ctx, text);
      if (!ctx.compiled) throw new ExitError(notCompiled(ctx));
      const found = await findInstallation(ctx.compiled.path);
      const managed = found.receipt ? null : owner(found.program);
      if (managed && !options.check) {
        throw new ExitError(`${found.program} belongs to ${managed[0]}: ${managed[1]}`);
      }
      const base = options.baseUrl ?? ctx.env("DOAPI_BASE_URL") ?? found.receipt?.baseUrl;
      const releases = new Releases(ctx, base, systemName(ctx.compiled));
      const version = wanted?.replace(/^v/, "") ?? await releases.latest();
      const outdated = isNewer(version, VERSION);
      if (options.check) {
        return await printObject(ctx, options, { installed: VERSION, latest: version, outdated });
      }
      if (wanted === undefined && !outdated) {
        await say(`${VERSION} is the latest version`);
        return await printObject(ctx, options, { before: VERSION, now: VERSION });
      }
      if (ctx.dryRun) {
        return ctx.dryRun.note({ write: found.program, from: releases.file(version) });
      }
      await say(`downloading ${releases.file(version)}`);
      const archive = await releases.archive(version);
      const { replace } = await import("../upgrade/replace.ts");
      await replace(found, archive, { version, baseUrl: releases.base, signal: ctx.signal });
      await printObject(ctx, options, { before: VERSION, now: version });
    });
}

/** What upgrades a program that Deno runs from its source. */
function notCompiled(ctx: Context): string {
  return ctx.env("DOAPI_SCRIPT")
    ? "A checkout is upgraded with git pull"
    : "Deno runs this doapi from its source: upgrade it with what installed it, deno or npm";
}
