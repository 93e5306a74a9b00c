/** The areas of the command line: what each is for, and the module that has its commands. */

import type { AnyCommand, Whole } from "./args/options.ts";
import type { Context } from "./context.ts";

/** Builds the commands of an area below a description; few need to know the whole. */
export type Area = (ctx: Context, about: string, whole: Whole) => AnyCommand | Promise<AnyCommand>;

/** One module each, loaded only if the command line names it. */
export type Areas = Record<string, [about: string, load: () => Promise<Area>]>;

/** What the API has, and the simulator. `doapi-droplet` can be a link for `doapi droplet`. */
export const AREAS: Areas = {
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
export const TOOLS: Areas = {
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
