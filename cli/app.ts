import { ValidationError } from "@cliffy/command";
import type { Context } from "./context.ts";
import { EXIT, Problems } from "./errors.ts";
import { type Line, readLine, UnknownCommand } from "./args/argv.ts";
import {
  type AnyCommand,
  command,
  root,
  type UniversalOptions,
  type Whole,
} from "./args/options.ts";
import { isHelp } from "./base/lazy.ts";
import { resultOf } from "./args/result.ts";
import { unknownCommand, withMeanings } from "./args/synonyms.ts";
import { parseLine, wantsJSON } from "./safety/line.ts";

/** Builds the commands of an area below a description; few need to know the whole. */
export type Area = (ctx: Context, about: string, whole: Whole) => AnyCommand | Promise<AnyCommand>;

/** One module each, loaded only if the command line names it. */
export type Areas = Record<string, [about: string, load: () => Promise<Area>]>;

/** What the API has, and the simulator. `doapi-droplet` can be a link for `doapi droplet`. */
const AREAS: Areas = {
  "1-click": [
    "List and install 1-Click applications.",
    async () => (await import("./commands/one_click.ts")).oneClick,
  ],
  account: [
    "Show the account, or how many requests it has left.",
    async () => (await import("./commands/account.ts")).account,
  ],
  action: [
    "Look at actions, wait for them, or find what they acted on.",
    async () => (await import("./commands/action.ts")).action,
  ],
  "add-on": [
    "Manage Marketplace add-ons.",
    async () => (await import("./commands/add_on.ts")).addOn,
  ],
  alert: [
    "Manage monitoring alerts and the destinations of logs.",
    async () => (await import("./commands/alert.ts")).alert,
  ],
  api: [
    "Call any operation of the API by its id or its path.",
    async () => (await import("./commands/api.ts")).api,
  ],
  app: [
    "Deploy and watch apps of App Platform.",
    async () => (await import("./commands/app/mod.ts")).app,
  ],
  autoscale: [
    "Create, change and delete pools of droplets that scale with the load.",
    async () => (await import("./commands/autoscale.ts")).autoscale,
  ],
  batch: [
    "Run many inferences as a batch.",
    async () => (await import("./commands/batch.ts")).batch,
  ],
  billing: [
    "Show the balance, invoices and payments.",
    async () => (await import("./commands/billing.ts")).billing,
  ],
  "byoip-prefix": [
    "Manage address ranges that you bring to DigitalOcean.",
    async () => (await import("./commands/byoip_prefix.ts")).byoipPrefix,
  ],
  cdn: [
    "Create, change and delete CDN endpoints, and purge their caches.",
    async () => (await import("./commands/cdn.ts")).cdn,
  ],
  certificate: [
    "Create, list and delete TLS certificates.",
    async () => (await import("./commands/certificate.ts")).certificate,
  ],
  database: [
    "Manage database clusters and their contents.",
    async () => (await import("./commands/database/mod.ts")).database,
  ],
  "dedicated-inference": [
    "Serve models on dedicated accelerators.",
    async () => (await import("./commands/dedicated_inference.ts")).dedicatedInference,
  ],
  domain: [
    "Manage domains and their DNS records.",
    async () => (await import("./commands/domain/mod.ts")).domain,
  ],
  droplet: [
    "Create, list, change and delete droplets.",
    async () => (await import("./commands/droplet/mod.ts")).droplet,
  ],
  firewall: [
    "Create, change and delete firewalls.",
    async () => (await import("./commands/firewall/mod.ts")).firewall,
  ],
  "floating-ip": [
    "Create, list, assign and delete floating IPs.",
    async () => (await import("./commands/floating_ip.ts")).floatingIp,
  ],
  function: [
    "Manage namespaces, triggers and keys of functions.",
    async () => (await import("./commands/functions.ts")).functions,
  ],
  gradient: [
    "Manage agents, knowledge bases, models and their evaluation.",
    async () => (await import("./commands/gradient/mod.ts")).gradient,
  ],
  image: [
    "List, rename, convert, transfer and delete images.",
    async () => (await import("./commands/image.ts")).image,
  ],
  inference: [
    "Send requests to models that DigitalOcean serves.",
    async () => (await import("./commands/inference.ts")).inference,
  ],
  inventory: [
    "List everything in the account, one line each.",
    async () => (await import("./commands/inventory.ts")).inventory,
  ],
  kubernetes: [
    "Manage Kubernetes clusters and their nodes.",
    async () => (await import("./commands/kubernetes/mod.ts")).kubernetes,
  ],
  "load-balancer": [
    "Create, change and delete load balancers.",
    async () => (await import("./commands/load_balancer.ts")).loadBalancer,
  ],
  metric: [
    "Show metrics over time, as numbers or as a plot.",
    async () => (await import("./commands/metric.ts")).metric,
  ],
  "nat-gateway": [
    "Create, change and delete gateways from VPCs to the internet.",
    async () => (await import("./commands/nat_gateway.ts")).natGateway,
  ],
  nfs: [
    "Create, resize, attach and delete network file shares.",
    async () => (await import("./commands/nfs.ts")).nfs,
  ],
  organization: [
    "List and create teams of an organization.",
    async () => (await import("./commands/organization.ts")).organization,
  ],
  "partner-attachment": [
    "Connect VPCs to a partner's network.",
    async () => (await import("./commands/partner_attachment.ts")).partnerAttachment,
  ],
  project: [
    "Group resources in projects.",
    async () => (await import("./commands/project.ts")).project,
  ],
  region: [
    "List the regions that droplets can be in.",
    async () => (await import("./commands/region.ts")).region,
  ],
  registry: [
    "Manage container registries and their contents.",
    async () => (await import("./commands/registry/mod.ts")).registry,
  ],
  request: [
    "Send any request to the API and print the answer.",
    async () => (await import("./commands/request.ts")).request,
  ],
  "reserved-ip": [
    "Create, list, assign and delete reserved IPs.",
    async () => (await import("./commands/reserved_ip.ts")).reservedIp,
  ],
  "reserved-ipv6": [
    "Create, list, assign and delete reserved IPv6 addresses.",
    async () => (await import("./commands/reserved_ipv6.ts")).reservedIpv6,
  ],
  security: [
    "Scan the account for security problems.",
    async () => (await import("./commands/security.ts")).security,
  ],
  size: [
    "List the sizes that droplets can have.",
    async () => (await import("./commands/size.ts")).size,
  ],
  snapshot: [
    "List and delete snapshots of droplets and volumes.",
    async () => (await import("./commands/snapshot.ts")).snapshot,
  ],
  "spaces-key": [
    "Create, change and delete access keys of Spaces.",
    async () => (await import("./commands/spaces_key.ts")).spacesKey,
  ],
  "ssh-key": [
    "Register, list, rename and delete SSH public keys.",
    async () => (await import("./commands/ssh_key.ts")).sshKey,
  ],
  tag: [
    "Manage tags and the resources that have them.",
    async () => (await import("./commands/tag.ts")).tag,
  ],
  uptime: [
    "Monitor whether sites respond.",
    async () => (await import("./commands/uptime.ts")).uptime,
  ],
  "vector-database": [
    "Manage vector databases.",
    async () => (await import("./commands/vector_database.ts")).vectorDatabase,
  ],
  volume: [
    "Create, attach, resize, snapshot and delete volumes.",
    async () => (await import("./commands/volume.ts")).volume,
  ],
  vpc: [
    "Create, change and delete VPCs.",
    async () => (await import("./commands/vpc.ts")).vpc,
  ],
  "vpc-peering": [
    "Connect VPCs with each other.",
    async () => (await import("./commands/vpc_peering.ts")).vpcPeering,
  ],
  sandbox: [
    "Run the built-in DigitalOcean simulator for other programs.",
    async () => (await import("./commands/sandbox/mod.ts")).sandbox,
  ],
};

/** What is about the program itself. */
const TOOLS: Areas = {
  auth: [
    "Log in to accounts, switch between them, and show where the token comes from.",
    async () => (await import("./commands/auth.ts")).auth,
  ],
  config: [
    "Set protections and defaults, such as the region of new resources.",
    async () => (await import("./commands/config.ts")).config,
  ],
  completions: [
    "Set up completion of commands, options and names in a shell.",
    async () => (await import("./commands/completions.ts")).completions,
  ],
  open: [
    "Print the address of a page in the control panel.",
    async () => (await import("./commands/open.ts")).open,
  ],
  "install-links": [
    "Create links such as doapi-droplet and doapi-image in a directory, and list them.",
    async () => (await import("./commands/install_links.ts")).installLinks,
  ],
  upgrade: [
    "Replace this program with the latest version, or check for one.",
    async () => (await import("./commands/upgrade.ts")).upgrade,
  ],
};

/**
 * Builds the command tree.
 *
 * @param words The command line: areas that it does not name stay empty. Left out, all are built.
 * @param more Further areas.
 * @param reached Where commands note which operations of the API they call.
 */
export async function app(
  ctx: Context,
  words?: readonly string[],
  more: Areas = {},
  reached?: Set<string>,
): Promise<AnyCommand> {
  const tree = root(ctx);
  const whole: Whole = {
    ...(reached ? { reached } : {}),
    areas: Object.keys(AREAS),
    tree: () => app(ctx, undefined, more),
    words,
  };
  const areas = Object.entries({ ...AREAS, ...more, ...TOOLS });
  const named = areas.filter(([name]) => words === undefined || words.includes(name));
  // Each command takes its time to make: those that nothing is going to show are left out.
  const shown = words === undefined || words.some(isHelp) ||
    (named.length === 0 && !words.every(isVersion));
  for (const area of shown ? areas : named) {
    const [name, [about, load]] = area;
    const built = named.includes(area) ? await (await load())(ctx, about, whole) : command(about);
    tree.command(name, built).reset();
  }
  if (shown) {
    const { help } = await import("./help/command.ts");
    tree.command("help", help(ctx, () => tree)).reset();
  }
  return tree.throwErrors();
}

/** Whether a word asks for the version. */
function isVersion(word: string): boolean {
  return /^(-V|--version|version)$/.test(word);
}

/** Refuses arguments that are not UTF-8, of which the runtime has made something else. */
function checkText(args: readonly string[]): void {
  const broken = args.find((arg) => arg.includes("\ufffd"));
  if (broken !== undefined) throw new ValidationError(`"${broken}" is not text in UTF-8.`);
}

/** Lets a command work out how its result is printed before it does anything. */
function printing(ctx: Context, tree: AnyCommand, { words, command, listed }: Line): AnyCommand {
  const [area = ""] = words;
  // The simulator's own commands print states and logs for programs.
  const usesSettings = Object.hasOwn(AREAS, area) && area !== "sandbox";
  return tree.globalAction(async (options: UniversalOptions) => {
    const { viewOf } = await import("./output/view.ts");
    ctx.view = await viewOf(ctx, options, { result: resultOf(command), listed, usesSettings });
  });
}

/** What is wrong with a line, and what else it lacks by what its command says. */
async function allProblems(line: Line, problems: Problems): Promise<Problems> {
  const { alsoMissing } = await import("./args/missing.ts");
  const more = await alsoMissing(line.command, line.given);
  const { cmd } = problems as { cmd?: AnyCommand };
  return Object.assign(new Problems([...problems.message.split("\n"), ...more]), { cmd });
}

/** The error for a word that names no command, made from all commands that there are. */
async function notThere(ctx: Context, { parent, word }: UnknownCommand, more: Areas) {
  const tree = await app(ctx, undefined, more);
  const path = parent.getPath().split(" ").slice(1);
  const whole = path.reduce((at, name) => at.getCommand(name) as AnyCommand, tree);
  return unknownCommand(whole, word, tree);
}

/** Runs one command line; returns the exit code. Everything that fails ends here. */
export async function run(
  ctx: Context,
  args: readonly string[],
  more: Areas = {},
): Promise<number> {
  if (wantsJSON(args)) ctx.errorsAs = "json";
  try {
    checkText(args);
    const tree = await app(ctx, withMeanings(args), more);
    if (args.length === 0) {
      await ctx.err((await import("./help/help.ts")).helpText(tree));
      return EXIT.usage;
    }
    const line = readLine(tree, args);
    if (line.problems) throw await allProblems(line, line.problems);
    const build = async (other: Context) =>
      printing(other, await app(other, withMeanings(args), more), line);
    await parseLine(ctx, printing(ctx, tree, line), line.words, build);
    return EXIT.done;
  } catch (thrown) {
    const error = thrown instanceof UnknownCommand ? await notThere(ctx, thrown, more) : thrown;
    if (error instanceof ValidationError && ctx.errorsAs === "text") {
      const { cmd } = error as { cmd?: AnyCommand };
      const { describe, synopsis } = await import("./help/help.ts");
      const usage = cmd ? synopsis(describe(cmd, cmd.getPath())) : "doapi --help";
      await ctx.err(`Usage: ${usage}\n`);
    }
    return await (await import("./report.ts")).tell(ctx, error);
  }
}
