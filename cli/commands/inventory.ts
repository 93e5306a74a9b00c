import { fieldAt } from "../../lib/core/field_at.ts";
import type { Kind } from "../../lib/kinds/kind.ts";
import { rowOf } from "../../lib/kinds/mod.ts";
import { type DOAPI, DOAPIError } from "../../mod.ts";
import type { Item } from "../base/kind/area.ts";
import { type Context, warn } from "../context.ts";
import { report } from "../report.ts";
import { inParallel } from "../../lib/core/parallel.ts";
import { command, WATCH } from "../args/options.ts";
import { printList } from "../output/print.ts";

/** One kind in the inventory: its list, and what of its things is worth a column. */
interface Listed {
  kind: string;
  path: string;
  many: string;
  id?: string;
  name?: string;
  params?: Record<string, string>;
  status?: string;
  /** What the API calls the kind in URNs, where things have no URN of their own. */
  urn?: string;
  /** The field with the slug of a size that has a price. */
  size?: string;
}

/** Kinds whose rows are not in `lib/kinds/`, as the manual's are. */
const OTHERS: readonly Listed[] = [
  {
    kind: "droplet",
    path: "/v2/droplets",
    many: "droplets",
    status: "status",
    urn: "droplet",
    size: "size_slug",
  },
  {
    kind: "droplet",
    path: "/v2/droplets",
    many: "droplets",
    params: { type: "gpus" },
    status: "status",
    urn: "droplet",
    size: "size_slug",
  },
  { kind: "image", path: "/v2/images", many: "images", params: { private: "true" } },
  { kind: "ssh_key", path: "/v2/account/keys", many: "ssh_keys" },
  { kind: "domain", path: "/v2/domains", many: "domains", id: "name", urn: "domain" },
];

/** Kinds with rows that are an account's own. */
const KINDS = [
  ["volume", "volume"],
  ["snapshot"],
  ["reserved_ip", "reservedip"],
  ["reserved_ipv6"],
  ["vpc"],
  ["vpc_peering"],
  ["vpc_nat_gateway"],
  ["firewall"],
  ["load_balancer", "loadbalancer"],
  ["certificate"],
  ["cdn_endpoint"],
  ["project"],
  ["database", "dbaas"],
  ["kubernetes_cluster", "kubernetes"],
  ["app", "app"],
  ["registry"],
  ["autoscale_pool"],
  ["nfs_share"],
  ["function_namespace"],
  ["alert_policy"],
  ["uptime_check"],
  ["spaces_key"],
  ["byoip_prefix"],
  ["partner_attachment"],
  ["tag"],
] as const;

const COLUMNS = ["kind", "name", "id", "region", "status", "age", "price_monthly", "tags"];

/** All that is said of a thing. */
const FIELDS = [...COLUMNS, "created_at", "urn"];

/** `doapi inventory` */
export function inventory(ctx: Context, about: string) {
  return command(about, { list: true, fields: FIELDS, columns: COLUMNS })
    .option(...WATCH)
    .example("As a table", "doapi inventory -o table")
    .action(async (options) => {
      const client = await ctx.client(options);
      const prices = pricesOf(client);
      const kinds: Listed[] = [...OTHERS, ...await Promise.all(KINDS.map(listed))];
      const skipped: string[] = [];
      const rows = async function* () {
        for await (const items of inParallel(kinds, (kind) => list(client, kind, skipped))) {
          for (const item of items) yield await line(ctx, item.kind, item.item, await prices);
        }
      };
      await printList(ctx, options, rows());
      for (const text of new Set(skipped)) await warn(ctx, text);
    });
}

async function listed([kind, urn]: (typeof KINDS)[number]): Promise<Listed> {
  const row: Kind = await rowOf(kind);
  const { path, many, id = "id", by = [], ready } = row;
  return {
    kind,
    path,
    many,
    id,
    ...(by[0] ? { name: by[0] } : {}),
    ...(ready ? { status: ready.field } : {}),
    ...(urn ? { urn } : {}),
  };
}

/** All of a kind; a list that the token may not see is left out, and named. */
async function list(
  client: DOAPI,
  kind: Listed,
  skipped: string[],
): Promise<{ kind: Listed; item: Item }[]> {
  const { path, many, params } = kind;
  const doing = `list the ${many.replaceAll("_", " ")}`;
  try {
    const query = params ? { params } : {};
    const items = client.paginate<Item>(path, many, { doing, objects: true, ...query });
    return (await items.toArray()).map((item) => ({ kind, item }));
  } catch (error) {
    // What the token may not read, or a server does not have, must not hide the rest.
    const passed = error instanceof DOAPIError && [403, 404, 501].includes(error.status);
    if (!passed) throw error;
    skipped.push(report(error, false).message);
    return [];
  }
}

/** The monthly prices of droplet sizes; none where the list cannot be read. */
async function pricesOf(client: DOAPI): Promise<Map<string, unknown>> {
  const prices = new Map<string, unknown>();
  try {
    for await (const { slug, fields } of client.fetchAllSizes()) {
      prices.set(slug, fields.price_monthly);
    }
  } catch (error) {
    if (!(error instanceof DOAPIError)) throw error;
  }
  return prices;
}

function line(
  ctx: Context,
  { kind, id = "id", name = "name", status, urn, size }: Listed,
  item: Item,
  prices: ReadonlyMap<string, unknown>,
): Item {
  const own = fieldAt(item, id);
  const region = fieldAt(item, "region.slug") ?? fieldAt(item, "region") ??
    fieldAt(item, "region_slug");
  const created = fieldAt(item, "created_at") ?? fieldAt(item, "reserved_at");
  return {
    kind,
    id: own,
    name: fieldAt(item, name) ?? own,
    region: typeof region === "string" ? region : null,
    status: status === undefined ? null : fieldAt(item, status) ?? null,
    created_at: created ?? null,
    age: typeof created === "string" ? age(ctx.now() - Date.parse(created)) : null,
    tags: fieldAt(item, "tags") ?? [],
    urn: fieldAt(item, "urn") ?? (urn ? `do:${urn}:${own}` : null),
    price_monthly: size === undefined ? null : prices.get(String(fieldAt(item, size))) ?? null,
  };
}

/** How long something has been there, in its largest unit: `3d`. */
function age(milliseconds: number): string | null {
  if (!(milliseconds >= 0)) return null;
  const seconds = Math.floor(milliseconds / 1000);
  const units = [[86400, "d"], [3600, "h"], [60, "m"]] as const;
  const [size, unit] = units.find(([size]) => seconds >= size) ?? [1, "s"];
  return `${Math.floor(seconds / size)}${unit}`;
}
