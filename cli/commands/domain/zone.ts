import { counted } from "../../../lib/api/words.ts";
import type { DomainRecord } from "../../../mod.ts";
import { bulk, checkBulk } from "../../base/bulk.ts";
import { together } from "../../together.ts";
import { type Context, note, warn } from "../../context.ts";
import { Problems } from "../../problems.ts";
import { command, universal } from "../../args/options.ts";
import { asksForForm } from "../../output/own.ts";
import { printList } from "../../output/print.ts";
import { listOf, oneOfType } from "../../output/manual.ts";

/** `doapi domain import` */
export function importZone(ctx: Context) {
  return command("Create the records of a zone file that a domain lacks.", {
    ...oneOfType("domain_record"),
    list: true,
  })
    .option("--ignore-unsupported", "Leave out records of types that the API does not have.")
    .arguments("<domain:word> [file:word]")
    .example("What would be created", "doapi domain import example.com zone.txt --dry-run")
    .example("Out of a pipe", "doapi domain import example.com < zone.txt")
    .action(async (options, name, file = "-") => {
      const { missing } = await import("./zone/missing.ts");
      const text = file === "-" ? await ctx.in() : await ctx.readFile(file);
      const domain = (await ctx.client(options)).domain(name);
      const zone = missing(text, name, options.ignoreUnsupported ?? false);
      if (zone.problems.length > 0) {
        const source = file === "-" ? "Standard input" : file;
        throw new Problems(zone.problems.map((problem) => `${source}, ${problem}.`), zone.hint);
      }
      const { records, there, foreign } = zone.among(
        await Array.fromAsync(domain.fetchAllRecords()),
      );
      for (const server of foreign) {
        await warn(ctx, `left out: ${server} is not a name server of DigitalOcean`);
      }
      const result = await bulk(ctx, options, records, ({ type, name, data, ...fields }) => {
        return domain.createRecord(type, name, data, fields);
      });
      await printList(ctx, options, result.done);
      if (!universal(options).quiet && !ctx.dryRun) {
        const created = counted(result.done.length, "record");
        await note(ctx, `created ${created}; ${counted(there, "record")} already there`);
      }
      checkBulk(result);
    });
}

/** `doapi domain export` */
export function exportZone(ctx: Context) {
  return command("Print the records of a domain as a zone file.", listOf("domain_record"))
    .arguments("<domain:word>")
    .example("To keep it", "doapi domain export example.com > example.com.zone")
    .action(async (options, name) => {
      const domain = (await ctx.client(options)).domain(name);
      const list = () => Array.fromAsync<DomainRecord>(domain.fetchAllRecords());
      if (asksForForm(options)) return await printList(ctx, options, await list());
      const { zoneFile } = await import("./zone/write.ts");
      await ctx.out(zoneFile(...await together(domain.fetch(), list())));
    });
}
