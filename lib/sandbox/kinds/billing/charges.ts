import { findSize } from "../../seed/catalogue/sizes.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import type { DropletRecord, ImageRecord, ReservedIpRecord } from "../../state/records.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { monthlyCost } from "../apps/sizes.ts";
import { memoryOf } from "../databases/sizes.ts";
import { projectOf, PROJECTS } from "../membership.ts";
import { type Billable, end, ended, sinceLast } from "./ledger.ts";

const HOUR = 3_600_000;

// What is billed by the month costs that much for so many hours, and no more.
const HOURS_A_MONTH = 672;

const GIBIBYTE_OF_VOLUME = 0.1;
const BALANCER_NODE = 12;
const HIGH_AVAILABILITY = 40;
const GIGABYTE_OF_SNAPSHOT = 0.06;
const IDLE_IP = 5;

// A node of a database cluster costs so much for each GB of its memory.
const GIGABYTE_OF_DATABASE = 15;

/** Tiers of the container registry that are not free. */
const REGISTRY_TIERS: Readonly<Record<string, number>> = { basic: 5, professional: 20 };

// Backups cost a fifth of their droplet.
const BACKUPS = 0.2;

function monthly(price: number): Pick<Billable, "hourly" | "monthly"> {
  return { hourly: price / HOURS_A_MONTH, monthly: price };
}

/** What is billed for a droplet: itself and its backups. */
export function ofDroplet(droplet: DropletRecord): Billable[] {
  const { id, name, size: slug, created, backup_policy } = droplet;
  const size = findSize(slug);
  if (size === undefined) return [];
  const one = {
    product: "Droplets",
    description: `${name} (${slug})`,
    id: String(id),
    urn: `do:droplet:${id}`,
    since: created,
    hourly: size.price_hourly,
    monthly: size.price_monthly,
  };
  if (backup_policy === null) return [one];
  const prices = { hourly: one.hourly * BACKUPS, monthly: one.monthly * BACKUPS };
  return [one, { ...one, ...prices, product: "Backups" }];
}

/** What is billed for a private image, unless it is a backup. */
export function ofImage({ id, name, type, created, size_gigabytes }: ImageRecord): Billable[] {
  if (type !== "snapshot" && type !== "custom") return [];
  return [{
    product: type === "snapshot" ? "Snapshots" : "Custom Images",
    description: name,
    id: String(id),
    urn: `do:image:${id}`,
    since: created,
    ...monthly(size_gigabytes * GIGABYTE_OF_SNAPSHOT),
  }];
}

/** What is billed for a reserved IP, which is free while a droplet has it. */
export function ofIp({ ip, droplet_id }: ReservedIpRecord): Billable[] {
  if (droplet_id !== null) return [];
  return [{
    product: "Reserved IPs",
    description: ip,
    id: ip,
    urn: `do:floatingip:${ip}`,
    // The ledger says since when no droplet has had it.
    since: 0,
    ...monthly(IDLE_IP),
  }];
}

/** The price in USD a month of what is a row, by its collection; 0 if it is free. */
const PRICES: Readonly<
  Record<string, { product: string; type: string; price: (fields: JsonObject) => number }>
> = {
  "/v2/volumes": {
    product: "Volumes",
    type: "volume",
    price: ({ size_gigabytes }) => Number(size_gigabytes) * GIBIBYTE_OF_VOLUME,
  },
  "/v2/load_balancers": {
    product: "Load Balancers",
    type: "loadbalancer",
    price: ({ size_unit }) => Number(size_unit ?? 1) * BALANCER_NODE,
  },
  "/v2/kubernetes/clusters": {
    product: "Kubernetes Clusters",
    type: "kubernetes",
    price: ({ ha }) => ha === true ? HIGH_AVAILABILITY : 0,
  },
  "/v2/databases": {
    product: "Managed Databases",
    type: "dbaas",
    price: ({ size, num_nodes }) =>
      memoryOf(String(size)) * Number(num_nodes ?? 1) * GIGABYTE_OF_DATABASE,
  },
  "/v2/registries/subscription": {
    product: "Container Registry",
    type: "registry",
    price: ({ tier_slug }) => REGISTRY_TIERS[String(tier_slug)] ?? 0,
  },
  "/v2/volumes/snapshots": {
    product: "Snapshots",
    type: "snapshot",
    price: ({ size_gigabytes }) => Number(size_gigabytes) * GIGABYTE_OF_SNAPSHOT,
  },
  "/v2/apps": {
    product: "App Platform",
    type: "app",
    price: ({ spec }) => monthlyCost(spec as JsonObject),
  },
};

function nameOf({ fields }: ResourceRecord): string {
  return String(fields.name ?? (fields.spec as JsonObject | undefined)?.name ?? "");
}

/** What is billed for a row of a collection; nothing if it is free. */
export function ofRow(path: string, record: ResourceRecord): Billable[] {
  const row = Object.hasOwn(PRICES, path) ? PRICES[path] : undefined;
  const cost = row?.price(record.fields) ?? 0;
  if (row === undefined || !(cost > 0)) return [];
  return [{
    product: row.product,
    description: nameOf(record),
    id: record.key,
    urn: `do:${row.type}:${record.key}`,
    since: record.created,
    ...monthly(cost),
  }];
}

/** Everything that is billed for: what there is, and what there was. */
export function billables(store: Store): Billable[] {
  const live = [
    ...store.droplets.items.flatMap(ofDroplet),
    ...store.images.items.flatMap(ofImage),
    ...store.reservedIps.items.flatMap(ofIp),
    ...Object.keys(PRICES).flatMap((path) =>
      store.resources.in(path).items.flatMap((record) => ofRow(path, record))
    ),
  ];
  const known = live.map((one) => sinceLast(store, one)).filter(({ since }) => since > 0);
  return [...known, ...ended(store)];
}

/** What something costs in a span of time, in cents. */
export interface Charge {
  readonly billable: Billable;
  readonly cents: number;
  readonly hours: number;
  readonly start: number;
  readonly end: number;
}

/** What was there in a span of time, and what that costs; an hour that has begun counts. */
export function chargesBetween(store: Store, from: number, to: number): Charge[] {
  return billables(store).flatMap((billable) => {
    const start = Math.max(from, billable.since);
    const end = Math.min(to, billable.until ?? to);
    if (start >= end) return [];
    const hours = Math.ceil((end - start) / HOUR);
    const price = Math.min(billable.monthly, billable.hourly * hours);
    return [{ billable, cents: Math.round(price * 100), hours, start, end }];
  });
}

/** What charges add up to, in cents. */
export function sum(charges: readonly Charge[]): number {
  return charges.reduce((total, { cents }) => total + cents, 0);
}

/** Cents as the API writes an amount. */
export function usd(cents: number): string {
  return (cents / 100).toFixed(2);
}

function projectName(store: Store, urn: string): string {
  return String(store.resources.in(PROJECTS).named(projectOf(store, urn))?.fields.name ?? "");
}

/** Ends what is billed for something that is about to be deleted, and in its project still. */
export function endBilling(store: Store, ending: readonly Billable[]): void {
  end(
    store,
    ending.map((one) => ({
      ...sinceLast(store, one),
      project: projectName(store, one.urn),
    })),
  );
}

/** Begins what is billed for from now on, such as backups: it has cost nothing before. */
export function beginBilling(store: Store, beginning: readonly Billable[]): void {
  const since = store.clock.now();
  endBilling(store, beginning.map((one) => ({ ...one, since })));
}

/** Makes a change, from which on another price may hold. */
export function changeBilling(store: Store, of: () => Billable[], change: () => void): void {
  const before = of();
  change();
  const after = of();
  const has = (list: readonly Billable[], one: Billable) =>
    list.some(({ product, monthly }) => product === one.product && monthly === one.monthly);
  endBilling(store, before.filter((one) => !has(after, one)));
  beginBilling(
    store,
    after.filter(({ product }) => !before.some((one) => one.product === product)),
  );
}

/** A charge as an item of an invoice. */
export function itemView(store: Store, { billable, cents, hours, start, end }: Charge): JsonObject {
  const { product, description, id, urn, project } = billable;
  return {
    product,
    resource_id: id,
    resource_uuid: id,
    group_description: "",
    description,
    amount: usd(cents),
    duration: String(hours),
    duration_unit: "Hours",
    start_time: timestamp(start),
    end_time: timestamp(end),
    project_name: project ?? projectName(store, urn),
  };
}
