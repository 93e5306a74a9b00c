import { crud } from "../http/crud.ts";
import { editRecord, newRecord, readType } from "../rules/dns.ts";
import { notFound, unprocessable } from "../http/errors.ts";
import { arrayAnswer, sortedAnswer } from "../http/paging.ts";
import type { Answer, Context, Route } from "../http/router.ts";
import type { DnsRecord } from "../state/records.ts";
import { idParam } from "../http/validate.ts";
import { domainOf } from "./domains.ts";

function recordView(record: DnsRecord): Omit<DnsRecord, "domain"> {
  const { id, type, name, data, priority, port, ttl, weight, flags, tag } = record;
  return { id, type, name, data, priority, port, ttl, weight, flags, tag };
}

function recordOf(c: Context): DnsRecord {
  const { name } = domainOf(c);
  const record = c.store.records.all("domain", name).find(idParam(c.params.domain_record_id));
  if (record === undefined) throw notFound();
  return record;
}

function fullName(record: DnsRecord): string {
  return record.name === "@" ? record.domain : `${record.name}.${record.domain}`;
}

function list(c: Context): Answer {
  const records = c.store.records.all("domain", domainOf(c).name);
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

function update(c: Context, record: DnsRecord): void {
  const { type } = c.body;
  if (typeof type === "string" && type.toUpperCase() !== record.type) {
    throw unprocessable("Type can't be changed");
  }
  Object.assign(record, editRecord(c.store, record, c.body));
}

function remove({ store }: Context, record: DnsRecord): void {
  if (record.type === "SOA") throw unprocessable("SOA record can't be deleted");
  store.records.remove(record);
}

/** The records of domains. */
export const RECORD_ROUTES: readonly Route[] = crud({
  path: "/v2/domains/{domain_name}/records",
  key: "domain_record_id",
  names: ["domain_record", "domain_records"],
  scope: "domain",
  scopes: { create: "domain:create | domain:update", delete: "domain:delete | domain:update" },
  view: (_c, record) => recordView(record),
  find: recordOf,
  list: { handler: list },
  create,
  update,
  updates: ["PUT", "PATCH"],
  remove,
});
