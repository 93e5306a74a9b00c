import { crud } from "../http/crud.ts";
import { notFound, unprocessable } from "../http/errors.ts";
import type { Answer, Context, Route } from "../http/router.ts";
import { optionalString, requiredString } from "../http/validate.ts";
import { joinDefaultProject, leave } from "../kinds/membership.ts";
import { isIpv4, isIpv6 } from "../rules/addresses.ts";
import { DEFAULT_TTL, newRecord, zoneFile } from "../rules/dns.ts";
import type { DomainRecord } from "../state/records.ts";
import type { Store } from "../state/store.ts";

// The last label is of letters, or it would be an address, or of an encoded script.
const NAME =
  /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?!\d+$)[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/;

function findDomain({ domains }: Store, name: string): DomainRecord | undefined {
  return domains.get("name", name.toLowerCase());
}

/** The domain that the path names. */
export function domainOf(c: Context): DomainRecord {
  const domain = findDomain(c.store, c.params.domain_name as string);
  if (domain === undefined) throw notFound();
  return domain;
}

function domainView(store: Store, domain: DomainRecord): Record<string, unknown> {
  return { name: domain.name, ttl: domain.ttl, zone_file: zoneFile(store, domain) };
}

/** Makes a domain with the records that each one begins with. */
function addDomain(store: Store, name: string, ipAddress?: string): DomainRecord {
  const domain = { id: store.state.counters.domain++, name, ttl: DEFAULT_TTL };
  store.domains.add(domain);
  joinDefaultProject(store, `do:domain:${name}`);
  store.records.add(newRecord(store, name, { type: "SOA", data: String(DEFAULT_TTL) }));
  for (const server of [1, 2, 3]) {
    store.records.add(newRecord(store, name, { type: "NS", data: `ns${server}.digitalocean.com` }));
  }
  if (ipAddress !== undefined) {
    const type = isIpv4(ipAddress) ? "A" : "AAAA";
    store.records.add(newRecord(store, name, { type, data: ipAddress }));
  }
  return domain;
}

function create(c: Context): Answer {
  const name = requiredString(c.body, "name").toLowerCase();
  const ip = optionalString(c.body, "ip_address");
  if (!NAME.test(name)) throw unprocessable("Name is not a valid domain name");
  if (findDomain(c.store, name)) throw unprocessable("Name already exists");
  if (ip !== undefined && !isIpv4(ip) && !isIpv6(ip)) {
    throw unprocessable("Ip address is not a valid IP address");
  }
  const domain = addDomain(c.store, name, ip);
  // The zone is written after the answer, so the answer is without it.
  return { status: 201, body: { domain: { ...domainView(c.store, domain), zone_file: null } } };
}

function remove({ store }: Context, domain: DomainRecord): void {
  const { name } = domain;
  for (const record of [...store.records.all("domain", name).items]) store.records.remove(record);
  store.domains.remove(domain);
  leave(store, `do:domain:${name}`);
}

/** Domains. */
export const DOMAIN_ROUTES: readonly Route[] = crud({
  path: "/v2/domains",
  key: "domain_name",
  names: ["domain", "domains"],
  scope: "domain",
  view: ({ store }, domain) => domainView(store, domain),
  find: domainOf,
  list: ({ store }) => store.domains,
  create,
  remove,
});
