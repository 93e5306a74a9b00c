import { intToIp } from "../rules/addresses.ts";
import { findRegion, REGIONS } from "../seed/catalogue/regions.ts";
import { timestamp } from "../state/clock.ts";
import { ApiError, conflict, notFound, unprocessable } from "../http/errors.ts";
import type { JsonObject } from "../state/json.ts";
import { arrayAnswer } from "../http/paging.ts";
import { uuid } from "../state/random.ts";
import type { DropletRecord, NetworkRecord } from "../state/records.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Answer, Context } from "../http/router.ts";
import type { Store } from "../state/store.ts";
import type { Kind, KindContext } from "./kind.ts";
import { urnOf } from "./membership.ts";
import { isWithin, maskOf, overlap, type Range, rangeText, readRange } from "./ranges.ts";

/** Where VPCs are kept. */
export const VPCS = "/v2/vpcs";

/** Where the gateways from them to the internet are kept. */
export const NAT_GATEWAYS = "/v2/vpc_nat_gateways";

/** Where what joins two of them is kept. */
export const PEERINGS = "/v2/vpc_peerings";

function range(text: string): Range {
  return readRange(text) as Range;
}

const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(range);

// Kubernetes and the platform itself use these.
const RESERVED = ["10.229.0.0/16", "10.244.0.0/16", "10.245.0.0/16", "10.246.0.0/24"].map(range);

const SMALLEST = 2 ** 4;
const LARGEST = 2 ** 16;
const USUAL = 2 ** 12;

// Default VPCs take the ranges from here on, others those behind them.
const FIRST_DEFAULT = range("10.100.0.0/16");

function rangeOf({ fields }: ResourceRecord): Range {
  return range(String(fields.ip_range));
}

function all(store: Store): readonly ResourceRecord[] {
  return store.resources.in(VPCS).items;
}

function isTaken(store: Store, wanted: Range): boolean {
  return [...all(store).map(rangeOf), ...RESERVED].some((other) => overlap(other, wanted));
}

/** A range of the usual size that nothing has. */
function freeRange(store: Store): Range {
  const begin = FIRST_DEFAULT.first + REGIONS.length * LARGEST;
  for (let first = begin; first < begin + 2 ** 24; first += USUAL) {
    const wanted = { first, size: USUAL };
    if (isWithin(wanted, PRIVATE[0] as Range) && !isTaken(store, wanted)) return wanted;
  }
  throw unprocessable("There is no range of IP addresses left.");
}

function checkRange(store: Store, text: unknown): Range {
  const wanted = typeof text === "string" ? readRange(text) : undefined;
  if (wanted === undefined) throw unprocessable("ip_range must be in CIDR notation");
  if (wanted.size < SMALLEST || wanted.size > LARGEST) {
    throw unprocessable("ip_range must be between /16 and /28");
  }
  if (!PRIVATE.some((network) => isWithin(wanted, network))) {
    throw unprocessable("ip_range must be within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16");
  }
  if (isTaken(store, wanted)) {
    throw unprocessable("This range overlaps with another VPC network or a reserved range.");
  }
  return wanted;
}

/**
 * The default VPC of a region, made when the region is first used. Its UUID depends on nothing but
 * the region.
 */
export function defaultVpc(store: Store, region: string): ResourceRecord {
  const found = all(store).find(({ fields }) =>
    fields.region === region && fields.default === true
  );
  if (found) return found;
  const index = REGIONS.findIndex(({ slug }) => slug === region);
  const own = { first: FIRST_DEFAULT.first + index * LARGEST, size: LARGEST };
  const now = store.clock.now();
  const key = uuid(region, 1);
  return store.resources.add(VPCS, {
    key,
    created: now,
    updated: now,
    fields: {
      name: `default-${region}`,
      description: "",
      region,
      ip_range: rangeText(isTaken(store, own) ? freeRange(store) : own),
      default: true,
    },
    hidden: { drawn: 0 },
    pending: [],
  });
}

/** The VPC that a request names; undefined if it names the default one of the region, or none. */
function namedVpc(store: Store, id: unknown, region: string): ResourceRecord | undefined {
  if (id === undefined || id === null || id === "") return undefined;
  const vpc = store.resources.in(VPCS).named(String(id));
  // Its UUID is known before the default VPC is there.
  if (vpc === undefined && id === uuid(region, 1)) return undefined;
  if (vpc?.fields.region !== region) throw unprocessable("Failed to resolve VPC");
  return vpc;
}

/**
 * Checks the VPC of a request that may still be refused, for which no default VPC is made.
 *
 * @throws {ApiError} 422 if it is in another region, or nowhere.
 */
export function checkVpc(store: Store, id: unknown, region: string): void {
  namedVpc(store, id, region);
}

/**
 * The VPC that a new resource of a region is to be in.
 *
 * @throws {ApiError} 422 if it is in another region, or nowhere.
 */
export function vpcFor(store: Store, id: unknown, region: string): ResourceRecord {
  return namedVpc(store, id, region) ?? defaultVpc(store, region);
}

/** The region of a VPC, where something goes that names no other; undefined if there is none. */
export function regionOfVpc(store: Store, id: unknown): string | undefined {
  return store.resources.in(VPCS).named(String(id))?.fields.region as string | undefined;
}

// The network, its gateway and its broadcast address are nobody's.
const NOBODYS = 3;

// More than a VPC can have, which only a seed asks for: their addresses are those of no VPC.
const OVERFLOW = range("172.16.0.0/12");

/** The number of the address that comes next, or of one that a droplet has left. */
function nextHost(store: Store, vpc: ResourceRecord, { first, size }: Range): number {
  const drawn = Number(vpc.hidden?.drawn ?? 0);
  vpc.hidden = { ...vpc.hidden, drawn: drawn + 1 };
  const room = size - NOBODYS;
  if (drawn < room) return first + 2 + drawn;
  const members = store.droplets.all("vpc", vpc.key);
  if (members.size <= room) {
    const used = new Set(members.items.flatMap(({ v4 }) => v4.map(({ ip_address }) => ip_address)));
    for (let i = 0; i < room; i++) {
      if (!used.has(intToIp(first + 2 + i))) return first + 2 + i;
    }
  }
  return OVERFLOW.first + 2 + drawn % (OVERFLOW.size - NOBODYS);
}

/** A private interface with an address of a VPC that nobody has. */
export function drawFrom(store: Store, vpc: ResourceRecord): NetworkRecord {
  const own = rangeOf(vpc);
  return {
    ip_address: intToIp(nextHost(store, vpc, own)),
    netmask: maskOf(own),
    gateway: intToIp(own.first + 1),
    type: "private",
  };
}

/** The same with an address of a droplet's VPC. */
export function drawAddress(store: Store, { vpc_uuid: id, region }: DropletRecord): NetworkRecord {
  // In a state that is older than VPCs there is none of that UUID.
  return drawFrom(store, store.resources.in(VPCS).named(id) ?? defaultVpc(store, region));
}

function create({ store }: KindContext, fields: JsonObject): void {
  const region = String(fields.region);
  if (findRegion(region)?.available !== true) throw unprocessable("Region is invalid");
  const wanted = fields.ip_range ? checkRange(store, fields.ip_range) : freeRange(store);
  fields.ip_range = rangeText(wanted);
  fields.default = false;
}

/** An account in use has a default VPC in each region, so that what is made besides can go again. */
function created({ store }: KindContext, { fields }: ResourceRecord): void {
  defaultVpc(store, String(fields.region));
}

/** A VPC stops being the default of its region when another becomes it, and in no other way. */
function update({ store }: KindContext, record: ResourceRecord, changes: JsonObject): void {
  if (changes.default !== true) delete changes.default;
  else defaultVpc(store, String(record.fields.region)).fields.default = false;
}

/** What is in a VPC: droplets, and whatever kind says by a field in which it is. */
interface Member {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly created: number;
}

const IN_VPC = ["/v2/load_balancers", "/v2/databases", "/v2/kubernetes/clusters"];

function membersOf(store: Store, id: string): Member[] {
  const members: Member[] = store.droplets.all("vpc", id).items.map((droplet) => ({
    type: "droplet",
    urn: `do:droplet:${droplet.id}`,
    name: droplet.name,
    created: droplet.created,
  }));
  for (const path of IN_VPC) {
    for (const { key, fields, created } of store.resources.in(path).items) {
      if (![fields.vpc_uuid, fields.private_network_uuid].includes(id)) continue;
      const urn = urnOf(path, key) as string;
      members.push({ type: urn.split(":")[1] as string, urn, name: String(fields.name), created });
    }
  }
  return members;
}

function isPeered(store: Store, id: string): boolean {
  return store.resources.in(PEERINGS).items.some(({ fields }) =>
    (fields.vpc_ids as string[]).includes(id) && fields.status !== "DELETING"
  );
}

function hasGateway(store: Store, id: string): boolean {
  return store.resources.in(NAT_GATEWAYS).items.some(({ fields }) =>
    (fields.vpcs as JsonObject[]).some(({ vpc_uuid }) => vpc_uuid === id)
  );
}

function remove({ store }: KindContext, record: ResourceRecord): void {
  if (record.fields.default === true) {
    throw new ApiError(403, "forbidden", "Can not delete the default VPC of a region");
  }
  if (membersOf(store, record.key).length > 0) throw conflict("Can not delete VPC with members");
  if (hasGateway(store, record.key)) throw conflict("Can not delete VPC with NAT gateways");
  if (isPeered(store, record.key)) throw conflict("Can not delete VPC with peerings");
}

function view(_store: Store, { key, created }: ResourceRecord): JsonObject {
  return { id: key, urn: `do:vpc:${key}`, created_at: timestamp(created) };
}

function listMembers(c: Context): Answer {
  const vpc = c.store.resources.in(VPCS).named(c.params.vpc_id as string);
  if (vpc === undefined) throw notFound();
  const type = c.query.get("resource_type");
  const members = membersOf(c.store, vpc.key).filter((member) => !type || member.type === type);
  return arrayAnswer(c, "members", members, ({ urn, name, created }) => ({
    urn,
    name,
    created_at: timestamp(created),
  }));
}

/** Virtual private clouds. */
export const VPC: Kind = {
  path: VPCS,
  seed: {
    name: "vpcs",
    fields: { name: "string", region: "string", description: "string", ip_range: "string" },
    required: ["name"],
    isGiven: ({ fields }) => fields.default === true,
  },
  unique: { fields: ["name"], message: "A VPC with this name already exists." },
  defaults: { region: "nyc3", description: "" },
  create,
  created,
  update,
  remove,
  view,
  routes: { "GET /v2/vpcs/{vpc_id}/members": listMembers },
};
