import { editRecord, newRecord, readType } from "../rules/dns.ts";
import { notFound, unprocessable } from "../http/errors.ts";
import { arrayAnswer, sortedAnswer } from "../http/paging.ts";
import type { Answer, Context, Route } from "../http/router.ts";
import type { DnsRecord } from "../state/records.ts";
import { idParam } from "../http/validate.ts";
import { domainOf } from "./domains.ts";

function recordView({ domain: _, ...record }: DnsRecord): Record<string, unknown> {
  const { id, type, name, data, priority, port, ttl, weight, flags, tag } = record;
  return { id, type, name, data, priority, port, ttl, weight, flags, tag };
}

function recordOf(c: Context): DnsRecord {
  const { name } = domainOf(c);
  const record = c.store.records.of(name).find(idParam(c.params.domain_record_id));
  if (record === undefined) throw notFound();
  return record;
}

function fullName(record: DnsRecord): string {
  return record.name === "@" ? record.domain : `${record.name}.${record.domain}`;
}

function list(c: Context): Answer {
  const records = c.store.records.of(domainOf(c).name);
  const name = c.query.get("name")?.toLowerCase() ?? null;
  const type = c.query.get("type")?.toUpperCase() ?? null;
  if (name === null && type === null) {
    return sortedAnswer(c, "domain_records", records, recordView);
  }
  const chosen = records.items.filter((record) =>
    (name === null || fullName(record) === name) && (type === null || record.type === type)
  );
  return arrayAnswer(c, "domain_records", chosen, recordView);
}

function create(c: Context): Answer {
  const { store, body } = c;
  const domain = domainOf(c).name;
  const type = readType(body);
  const blank = { ...newRecord(store, domain, { type, data: "" }), name: "" };
  const record = editRecord(store, blank, body);
  store.records.add(record);
  return { status: 201, body: { domain_record: recordView(record) } };
}

function update(c: Context): Answer {
  const record = recordOf(c);
  const { type } = c.body;
  if (typeof type === "string" && type.toUpperCase() !== record.type) {
    throw unprocessable("Type can't be changed");
  }
  Object.assign(record, editRecord(c.store, record, c.body));
  return { status: 200, body: { domain_record: recordView(record) } };
}

const PATH = "/v2/domains/{domain_name}/records";

/** The records of domains. */
export const RECORD_ROUTES: readonly Route[] = [
  { method: "GET", path: PATH, scope: "domain:read", handler: list },
  { method: "POST", path: PATH, scope: "domain:create | domain:update", handler: create },
  {
    method: "GET",
    path: `${PATH}/{domain_record_id}`,
    scope: "domain:read",
    handler: (c) => ({ status: 200, body: { domain_record: recordView(recordOf(c)) } }),
  },
  { method: "PUT", path: `${PATH}/{domain_record_id}`, scope: "domain:update", handler: update },
  { method: "PATCH", path: `${PATH}/{domain_record_id}`, scope: "domain:update", handler: update },
  {
    method: "DELETE",
    path: `${PATH}/{domain_record_id}`,
    scope: "domain:delete | domain:update",
    handler: (c) => {
      const record = recordOf(c);
      if (record.type === "SOA") throw unprocessable("SOA record can't be deleted");
      c.store.records.remove(record);
      return { status: 204 };
    },
  },
];
