import { domainToASCII } from "node:url";
import type { Domain } from "../../../mod.ts";
import { type Area, show } from "../../base/area.ts";
import { existingOne, IF_EXISTS } from "../../base/existing.ts";
import { allOf, ignoringMissing } from "../../base/missing.ts";
import { lazyGroup } from "../../base/lazy.ts";
import type { Context } from "../../context.ts";
import { command, type Whole } from "../../args/options.ts";
import { printObject } from "../../output/print.ts";
import { withoutRepeats } from "../../api/resolve.ts";
import { addressOf } from "./address.ts";
import { setRecord } from "./set.ts";
import { deleteRecord, newRecord, showRecord, updateRecord } from "./record.ts";
import { oneOfType } from "../../output/manual.ts";

const area: Area<Domain> = {
  name: "domain",
  argument: "domain",
  plural: "domains",
  sample: "example.com",
  multiple: false,
  async find(ctx, client, names, choice) {
    // Case does not matter, nor whether a name is in ASCII.
    const unique = await withoutRepeats(ctx, "domain", names, (n) => domainToASCII(n) || n);
    const fetch = (name: string) => client.fetchDomain(name);
    return await allOf(ctx, unique, choice, fetch);
  },
  all: (client, options) => client.fetchAllDomains(options),
};

/** `doapi domain` */
export function domain(ctx: Context, about: string, whole: Whole) {
  return lazyGroup(ctx, about, whole, "domain", {
    "new": () => create(ctx),
    "show": () => show(ctx, area),
    "delete": async () => (await import("../../base/remove.ts")).remove(ctx, area),
    "set": () => setRecord(ctx),
    "new-record": () => newRecord(ctx),
    "show-record": () => showRecord(ctx),
    "update-record": () => updateRecord(ctx),
    "delete-record": () => deleteRecord(ctx),
    "import": async () => (await import("./zone.ts")).importZone(ctx),
    "export": async () => (await import("./zone.ts")).exportZone(ctx),
  });
}

function create(ctx: Context) {
  return command("Add a domain to DigitalOcean's name servers.", oneOfType("domain"))
    .arguments("<domain:word> [address:word]")
    .option(...IF_EXISTS)
    .example("Pointing to an address", "doapi domain new example.com 203.0.113.7")
    .example("Pointing to a droplet or a load balancer", "doapi domain new example.com web-1")
    .action(async (options, name, address) => {
      const client = await ctx.client(options);
      const there = await existingOne(ctx, name, options, () => {
        const fetch = () => client.fetchDomain(name);
        return ignoringMissing(ctx, { ignoreMissing: true, quiet: true }, fetch);
      });
      if (there) return await printObject(ctx, options, there);
      const to = address === undefined ? undefined : await addressOf(ctx, client, address);
      const created = await client.createDomain(name, to);
      await printObject(ctx, options, created);
    });
}
