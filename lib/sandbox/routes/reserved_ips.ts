import { crud } from "../http/crud.ts";
import { beginBilling, endBilling, ofIp } from "../kinds/billing/charges.ts";
import { logAction, type NewAction, startAction } from "../rules/actions.ts";
import { ipToInt, reservedIp } from "../rules/addresses.ts";
import { findRegion } from "../seed/catalogue/regions.ts";
import { notFound, unprocessable } from "../http/errors.ts";
import type { Json } from "../state/json.ts";
import { assign, checkProject, defaultProject, leave, projectOf } from "../kinds/membership.ts";
import type { Answer, Context, Route } from "../http/router.ts";
import type { ActionRecord, DropletRecord, ReservedIpRecord } from "../state/records.ts";
import { optionalInteger, optionalString, requiredString } from "../http/validate.ts";
import { actionLink, actionView, reservedIpView } from "./views.ts";
import { getActionOf, listActionsOf } from "./actions.ts";

/** The two names that the API has for the same thing. */
type Kind = "floating_ip" | "reserved_ip";

function ipOf(c: Context, kind: Kind): ReservedIpRecord {
  const ip = c.store.reservedIps.get("ip", c.params[kind] as string);
  if (ip === undefined) throw notFound();
  return ip;
}

function urnOf({ ip }: ReservedIpRecord): string {
  return `do:floatingip:${ip}`;
}

function words(kind: Kind): string {
  return kind === "floating_ip" ? "floating IP" : "reserved IP";
}

function about(kind: Kind, ip: ReservedIpRecord, type: string): NewAction {
  return { type, resource_type: kind, resource_id: ipToInt(ip.ip), region: ip.region };
}

function start(
  c: Context,
  kind: Kind,
  ip: ReservedIpRecord,
  type: string,
  params: { [key: string]: Json } = {},
): ActionRecord {
  ip.locked = true;
  return startAction(c.store, { ...about(kind, ip, type), params: { ip: ip.ip, ...params } });
}

/** The droplet that an IP is to be assigned to: there, up, and without another IP of the kind. */
function targetOf(c: Context, kind: Kind, except?: ReservedIpRecord): DropletRecord {
  const id = optionalInteger(c.body, "droplet_id");
  if (id === undefined) throw unprocessable("Droplet can't be blank");
  const droplet = c.store.droplets.find(id);
  if (droplet === undefined) throw unprocessable("Droplet could not be found.");
  if (droplet.locked) throw unprocessable("Droplet already has a pending event.");
  if (c.store.reservedIps.all("droplet", id).items.some((ip) => ip !== except)) {
    throw unprocessable(`Droplet already has a ${words(kind)}.`);
  }
  return droplet;
}

function create(c: Context, kind: Kind): Answer {
  const { store, body } = c;
  const hasDroplet = body.droplet_id !== undefined && body.droplet_id !== null;
  const wanted = optionalString(body, "region") ?? "";
  if (hasDroplet === (wanted !== "")) {
    throw unprocessable("You must specify either a Droplet or a region.");
  }
  const droplet = hasDroplet ? targetOf(c, kind) : undefined;
  const region = droplet?.region ?? wanted;
  if (findRegion(region)?.available !== true) throw unprocessable("Region is invalid");
  if (store.reservedIps.size >= store.limit("floating_ip_limit")) {
    throw unprocessable(`You have reached the ${words(kind)} limit of your account.`);
  }
  const project = checkProject(store, body.project_id) ?? defaultProject(store).key;
  const id = store.state.counters.reserved_ip++;
  const ip: ReservedIpRecord = {
    id,
    ip: reservedIp(id),
    region,
    droplet_id: droplet?.id ?? null,
    locked: false,
  };
  store.reservedIps.add(ip);
  assign(store, urnOf(ip), project);
  beginBilling(store, ofIp(ip));
  let links = {};
  if (droplet) {
    const action = start(c, kind, ip, "assign_ip", { droplet_id: droplet.id, new: true });
    const href = `${c.url.origin}/v2/droplets/${droplet.id}`;
    links = {
      droplets: [{ id: droplet.id, rel: "droplet", href }],
      actions: [actionLink(c.url, action)],
    };
  } else logAction(store, about(kind, ip, "reserve_ip"), store.clock.now());
  return { status: 202, body: { [kind]: reservedIpView(store, ip), links } };
}

function act(c: Context, kind: Kind): Answer {
  const ip = ipOf(c, kind);
  const type = requiredString(c.body, "type");
  if (type !== "assign" && type !== "unassign") {
    throw unprocessable(`Type ${JSON.stringify(type)} is not a valid ${words(kind)} action.`);
  }
  if (ip.locked) throw unprocessable(`The ${words(kind)} already has a pending event.`);
  let params: { [key: string]: Json } = {};
  if (type === "assign") {
    const droplet = targetOf(c, kind, ip);
    if (droplet.region !== ip.region) {
      throw unprocessable(`The ${words(kind)} and the Droplet must be in the same region.`);
    }
    if (ip.droplet_id === droplet.id) {
      throw unprocessable(`The ${words(kind)} is already assigned to this Droplet.`);
    }
    params = { droplet_id: droplet.id };
  } else if (ip.droplet_id === null) {
    throw unprocessable(`The ${words(kind)} is not assigned to a Droplet.`);
  }
  const action = start(c, kind, ip, `${type}_ip`, params);
  const project_id = projectOf(c.store, urnOf(ip));
  return { status: 201, body: { action: { ...actionView(action), project_id } } };
}

function remove({ store }: Context, kind: Kind, ip: ReservedIpRecord): void {
  if (ip.locked) throw unprocessable(`The ${words(kind)} already has a pending event.`);
  endBilling(store, ofIp(ip));
  store.reservedIps.remove(ip);
  leave(store, urnOf(ip));
}

function routes(kind: Kind): Route[] {
  const path = `/v2/${kind}s`;
  const one = `${path}/{${kind}}`;
  return [
    ...crud<ReservedIpRecord>({
      path,
      key: kind,
      names: [kind, `${kind}s`],
      scope: "reserved_ip",
      view: ({ store }, ip) => reservedIpView(store, ip),
      find: (c) => ipOf(c, kind),
      list: ({ store }) => store.reservedIps,
      create: (c) => create(c, kind),
      remove: (c, ip) => remove(c, kind, ip),
    }),
    {
      method: "GET",
      path: `${one}/actions`,
      scope: "reserved_ip:read",
      handler: (c) => listActionsOf(c, kind, ipToInt(ipOf(c, kind).ip)),
    },
    {
      method: "POST",
      path: `${one}/actions`,
      scope: "reserved_ip:update",
      handler: (c) => act(c, kind),
    },
    {
      method: "GET",
      path: `${one}/actions/{action_id}`,
      scope: "reserved_ip:read",
      handler: (c) => getActionOf(c, kind, ipToInt(ipOf(c, kind).ip)),
    },
  ];
}

/** Floating IPs and reserved IPs: one pool under two names. */
export const RESERVED_IP_ROUTES: readonly Route[] = [
  ...routes("floating_ip"),
  ...routes("reserved_ip"),
];
