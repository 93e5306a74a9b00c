import { notFound } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { JsonObject } from "../../state/json.ts";
import { componentsIn, instancesOf } from "./spec.ts";

interface Size {
  readonly slug: string;
  readonly cpus: number;
  readonly dedicated: boolean;
  readonly mebibytes: number;
  readonly bandwidth: number;
  readonly usd: number;
  /** Whether it runs as one instance only. */
  readonly single: boolean;
  readonly old: boolean;
}

function size(slug: string, cpus: number, mebibytes: number, bandwidth: number, usd: number): Size {
  const dedicated = slug.startsWith("apps-d");
  return { slug, cpus, mebibytes, bandwidth, usd, dedicated, single: false, old: false };
}

const SIZES: readonly Size[] = [
  { ...size("apps-s-1vcpu-0.5gb", 1, 512, 50, 5), single: true },
  { ...size("apps-s-1vcpu-1gb-fixed", 1, 1024, 100, 10), single: true },
  size("apps-s-1vcpu-1gb", 1, 1024, 150, 12),
  size("apps-s-1vcpu-2gb", 1, 2048, 200, 25),
  size("apps-s-2vcpu-4gb", 2, 4096, 250, 50),
  size("apps-d-1vcpu-0.5gb", 1, 512, 100, 29),
  size("apps-d-1vcpu-1gb", 1, 1024, 200, 34),
  size("apps-d-1vcpu-2gb", 1, 2048, 300, 39),
  size("apps-d-1vcpu-4gb", 1, 4096, 400, 49),
  size("apps-d-2vcpu-4gb", 2, 4096, 500, 78),
  size("apps-d-2vcpu-8gb", 2, 8192, 600, 98),
  size("apps-d-4vcpu-8gb", 4, 8192, 700, 156),
  size("apps-d-4vcpu-16gb", 4, 16_384, 800, 196),
  size("apps-d-8vcpu-32gb", 8, 32_768, 900, 392),
  { ...size("basic-xxs", 1, 512, 40, 5), single: true, old: true },
  { ...size("basic-xs", 1, 1024, 40, 10), single: true, old: true },
  { ...size("basic-s", 1, 2048, 40, 20), single: true, old: true },
  { ...size("basic-m", 2, 4096, 40, 40), single: true, old: true },
  { ...size("professional-xs", 1, 1024, 100, 12), old: true },
  { ...size("professional-s", 1, 2048, 100, 25), old: true },
  { ...size("professional-m", 2, 4096, 100, 50), old: true },
  { ...size("professional-1l", 1, 4096, 100, 75), dedicated: true, old: true },
  { ...size("professional-l", 2, 8192, 100, 150), dedicated: true, old: true },
  { ...size("professional-xl", 4, 16_384, 100, 300), dedicated: true, old: true },
];

// What is billed by the month is billed for so many hours.
const SECONDS_A_MONTH = 28 * 24 * 3600;

function tierOfSize({ single }: Size): string {
  return single ? "basic" : "professional";
}

function sizeView(one: Size): JsonObject {
  const { slug, cpus, dedicated, mebibytes, bandwidth, usd, single, old } = one;
  return {
    name: slug,
    slug,
    cpu_type: dedicated ? "DEDICATED" : "SHARED",
    cpus: String(cpus),
    memory_bytes: String(mebibytes * 1024 * 1024),
    bandwidth_allowance_gib: String(bandwidth),
    usd_per_month: usd.toFixed(2),
    usd_per_second: (usd / SECONDS_A_MONTH).toFixed(12),
    tier_slug: tierOfSize(one),
    single_instance_only: single,
    scalable: dedicated && !old,
    deprecation_intent: old,
  };
}

/** The size of the instances of a component, the smallest if it names none. */
function sizeOf({ instance_size_slug: slug }: JsonObject): Size {
  return SIZES.find((one) => one.slug === slug) ?? SIZES[0] as Size;
}

/** The components of a spec that run all the time; static sites and functions are served. */
function running(spec: JsonObject): JsonObject[] {
  return [...componentsIn(spec, "services"), ...componentsIn(spec, "workers")];
}

/** What a spec costs in USD a month; jobs, functions and bandwidth are billed by use. */
export function monthlyCost(spec: JsonObject): number {
  const instances = running(spec).map((one) => sizeOf(one).usd * instancesOf(one));
  const databases = componentsIn(spec, "databases").filter(({ production }) => !production);
  return instances.reduce((sum, one) => sum + one, 0) + DEV_DATABASE * databases.length +
    (hasDedicatedIp(spec) ? DEDICATED_IP : 0);
}

// Prices of what has no size.
const DEV_DATABASE = 7;
const DEDICATED_IP = 25;

/** Whether requests of an app come from addresses of its own. */
export function hasDedicatedIp({ egress }: JsonObject): boolean {
  return (egress as JsonObject | undefined)?.type === "DEDICATED_IP";
}

/** Whether an app has nothing but static sites. */
export function isStatic(spec: JsonObject): boolean {
  const others = [
    ...running(spec),
    ...componentsIn(spec, "jobs"),
    ...componentsIn(spec, "functions"),
  ];
  return others.length === 0 && componentsIn(spec, "static_sites").length > 0;
}

/** The tier that an app needs. */
export function tierOf(spec: JsonObject): string {
  if (isStatic(spec)) return "starter";
  const large = running(spec).some((one) => instancesOf(one) > 1 || !sizeOf(one).single);
  return large ? "professional" : "basic";
}

function listSizes(): Answer {
  return { status: 200, body: { discount_percent: 0, instance_sizes: SIZES.map(sizeView) } };
}

function getSize({ params }: Context): Answer {
  const found = SIZES.find(({ slug }) => slug === params.slug);
  if (found === undefined) throw notFound();
  return { status: 200, body: { instance_size: sizeView(found) } };
}

/** The sizes of instances. */
export const SIZE_ROUTES = {
  "GET /v2/apps/tiers/instance_sizes": listSizes,
  "GET /v2/apps/tiers/instance_sizes/{slug}": getSize,
};
