import { ValidationError } from "@cliffy/command";
import { encodeSegment } from "../../lib/api/path.ts";
import type { Context } from "../context.ts";
import { ExitError } from "../errors.ts";
import { suggesting } from "../args/choice.ts";
import { command } from "../args/options.ts";
import { suggestion } from "../args/suggestion.ts";
import { withMeanings } from "../args/synonyms.ts";
import { LookUp } from "../base/lookup.ts";
import { printOwn } from "../output/own.ts";

/** DigitalOcean's control panel. */
const PANEL = "https://cloud.digitalocean.com";

/** Where an area is in the control panel. */
interface Page {
  /** The page of all. */
  all: string;
  /** The beginning of the page of one; left out if there is no such page. */
  one?: string;
  /** The end of that page's path. */
  rest?: string;
  /** The list of the API with the ids of that page; left out, the page goes by the name. */
  list?: string;
}

/** The pages that others link to; of further areas no page is known. */
const PAGES: Readonly<Record<string, Page>> = {
  account: { all: "/account/profile" },
  alert: { all: "/monitors/resource-alerts" },
  app: { all: "/apps", one: "/apps", list: "/v2/apps" },
  billing: { all: "/account/billing" },
  certificate: { all: "/account/security" },
  database: { all: "/databases", one: "/databases", list: "/v2/databases" },
  domain: { all: "/networking/domains", one: "/networking/domains" },
  droplet: { all: "/droplets", one: "/droplets", list: "/v2/droplets" },
  firewall: {
    all: "/networking/firewalls",
    one: "/networking/firewalls",
    rest: "/rules",
    list: "/v2/firewalls",
  },
  "floating-ip": { all: "/networking/reserved_ips" },
  function: { all: "/functions", one: "/functions", list: "/v2/functions/namespaces" },
  gradient: { all: "/gen-ai", one: "/gen-ai/agents", list: "/v2/gen-ai/agents" },
  image: { all: "/images/snapshots/droplets" },
  kubernetes: {
    all: "/kubernetes/clusters",
    one: "/kubernetes/clusters",
    list: "/v2/kubernetes/clusters",
  },
  "load-balancer": {
    all: "/networking/load_balancers",
    one: "/networking/load_balancers",
    list: "/v2/load_balancers",
  },
  project: { all: "/projects", one: "/projects", rest: "/resources", list: "/v2/projects" },
  registry: { all: "/registry" },
  "reserved-ip": { all: "/networking/reserved_ips" },
  snapshot: { all: "/images/snapshots/droplets" },
  space: { all: "/spaces", one: "/spaces" },
  "spaces-key": { all: "/account/api/spaces" },
  "ssh-key": { all: "/account/security" },
  tag: { all: "/tags", one: "/tags" },
  uptime: {
    all: "/monitors/uptime/checks",
    one: "/monitors/uptime/checks",
    list: "/v2/uptime/checks",
  },
  volume: { all: "/volumes" },
  vpc: { all: "/networking/vpc", one: "/networking/vpc", list: "/v2/vpcs" },
};

/** `doapi open` */
export function open(ctx: Context, about: string) {
  return suggesting(command(about), { area: Object.keys(PAGES) })
    .option("--browser", "Open it in the browser, too.")
    .arguments("<area:word> [name:word]")
    .example("A droplet's page", "doapi open droplet web-1")
    .example("What has to be paid", "doapi open billing --browser")
    .action(async (options, area, name) => {
      const url = PANEL + await pathOf(ctx, options, area, name);
      await printOwn(ctx, options, url, `${url}\n`);
      if (options.browser) await browse(ctx, url);
    });
}

async function pathOf(
  ctx: Context,
  options: object | void,
  area: string,
  name: string | undefined,
): Promise<string> {
  const areas = Object.keys(PAGES);
  const known = withMeanings([area]).find((word) => Object.hasOwn(PAGES, word));
  const page = PAGES[known ?? ""];
  if (!page) {
    const more = suggestion(area, areas) || `: there are ${areas.join(", ")}`;
    throw new ValidationError(`The control panel has no page for "${area}"${more}.`);
  }
  // A thing without a page of its own opens the page of its list.
  if (name === undefined || page.one === undefined) return page.all;
  const [id = name] = page.list === undefined
    ? [name]
    : await new LookUp(ctx, await ctx.client(options)).find(page.list, [name]);
  return `${page.one}/${encodeSegment(id)}${page.rest ?? ""}`;
}

async function browse(ctx: Context, url: string): Promise<void> {
  const [program = "", ...args] = ctx.browser;
  const command = [program, ...args, url];
  if (ctx.dryRun) return ctx.dryRun.note({ run: command });
  const ran = await ctx.capture(program, command.slice(1));
  if (ran?.code !== 0) throw new ExitError(`Cannot open a browser with ${program}`);
}
