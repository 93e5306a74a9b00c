import { findSize } from "../../seed/catalogue/sizes.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { monthlyCost } from "../apps/sizes.ts";
import { projectOf, PROJECTS } from "../membership.ts";

/** What is billed for, since when, and at what price in USD. */
interface Billable {
  readonly product: string;
  readonly description: string;
  readonly id: string;
  readonly urn: string;
  readonly since: number;
  readonly hourly: number;
  readonly monthly: number;
}

const HOUR = 3_600_000;

// What is billed by the month costs that much for so many hours, and no more.
const HOURS_A_MONTH = 672;

const GIBIBYTE_OF_VOLUME = 0.1;
const BALANCER_NODE = 12;
const HIGH_AVAILABILITY = 40;

// Backups cost a fifth of their droplet.
const BACKUPS = 0.2;

function monthly(price: number): Pick<Billable, "hourly" | "monthly"> {
  return { hourly: price / HOURS_A_MONTH, monthly: price };
}

function* droplets(store: Store): Iterable<Billable> {
  for (const { id, name, size: slug, created, backup_policy } of store.droplets.items) {
    const size = findSize(slug);
    if (size === undefined) continue;
    const one = {
      product: "Droplets",
      description: `${name} (${slug})`,
      id: String(id),
      urn: `do:droplet:${id}`,
      since: created,
      hourly: size.price_hourly,
      monthly: size.price_monthly,
    };
    yield one;
    if (backup_policy === null) continue;
    const prices = { hourly: one.hourly * BACKUPS, monthly: one.monthly * BACKUPS };
    yield { ...one, ...prices, product: "Backups" };
  }
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
  "/v2/apps": {
    product: "App Platform",
    type: "app",
    price: ({ spec }) => monthlyCost(spec as JsonObject),
  },
};

function nameOf({ fields }: ResourceRecord): string {
  return String(fields.name ?? (fields.spec as JsonObject | undefined)?.name ?? "");
}

function* rows(store: Store): Iterable<Billable> {
  for (const [path, { product, type, price }] of Object.entries(PRICES)) {
    for (const record of store.resources.in(path).items) {
      const cost = price(record.fields);
      if (!(cost > 0)) continue;
      yield {
        product,
        description: nameOf(record),
        id: record.key,
        urn: `do:${type}:${record.key}`,
        since: record.created,
        ...monthly(cost),
      };
    }
  }
}

/** Everything that there is and that is billed for. */
export function billables(store: Store): Billable[] {
  return [...droplets(store), ...rows(store)];
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
    if (start >= to) return [];
    const hours = Math.ceil((to - start) / HOUR);
    const price = Math.min(billable.monthly, billable.hourly * hours);
    return [{ billable, cents: Math.round(price * 100), hours, start, end: to }];
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

/** A charge as an item of an invoice. */
export function itemView(store: Store, { billable, cents, hours, start, end }: Charge): JsonObject {
  const { product, description, id, urn } = billable;
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
    project_name: projectName(store, urn),
  };
}
