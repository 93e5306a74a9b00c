import { asciiFields } from "../core/domain_name.ts";
import { path } from "../api/path.ts";
import type { CallOptions, ExtraOptions, Requester } from "../core/requester.ts";
import { exposeFields, type Fields, identifier, type Open, refData } from "../core/resource.ts";
import { StoredResource } from "../core/stored_resource.ts";
import type { Domain, DomainReference } from "./domain.ts";

/** The API's fields of a DNS record. */
export interface DomainRecordFields {
  /** The unique identifier of the record. */
  id: number;
  /** The type of the record. */
  type: Open<DomainRecordType>;
  /** The name of the record, such as `"www"` or `"@"`. */
  name: string;
  /** The value of the record. */
  data: string;
  /** The priority (MX and SRV records), otherwise `null`. */
  priority: number | null;
  /** The port (SRV records), otherwise `null`. */
  port: number | null;
  /** The weight (SRV records), otherwise `null`. */
  weight: number | null;
  /** The time to live in seconds. */
  ttl: number;
  /** An unsigned integer from 0 to 255 (CAA records), otherwise `null`. */
  flags: number | null;
  /** `"issue"`, `"issuewild"` or `"iodef"` (CAA records), otherwise `null`. */
  tag: Open<"issue" | "issuewild" | "iodef"> | null;
}

/** The types of records. */
export type DomainRecordType =
  | "A"
  | "AAAA"
  | "CAA"
  | "CNAME"
  | "MX"
  | "NS"
  | "SOA"
  | "SRV"
  | "TXT";

/** What identifies a record: its id, an object with an `id`, or a {@linkcode DomainRecord}. */
export type DomainRecordRef =
  | number
  | bigint
  | { readonly id: number | bigint; readonly resourceType?: "domain_record" };

/** The fields of a record to change. */
export type DomainRecordUpdate = {
  [N in Exclude<keyof DomainRecordFields, "id">]?: DomainRecordFields[N] | null;
};

/**
 * A DNS record of a domain.
 *
 * @see https://docs.digitalocean.com/reference/api/reference/domain-records/
 *
 * @example
 * ```ts
 * import { DOAPI } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
 * const domain = await doapi.createDomain("example.com", "203.0.113.7");
 * const record = await domain.createRecord("CNAME", "www", "example.com.");
 * console.log(record.domain === domain, record.name); // true www
 * ```
 */
export class DomainRecord extends StoredResource {
  /** The fields, as the API names them. */
  declare readonly fields: DomainRecordFields & Fields;
  /** The domain that the record belongs to. Not part of the JSON. */
  declare readonly domain: DomainReference;

  /** Builds a record from its id or from (partial) data; sends nothing. */
  constructor(client: Requester, data: DomainRecordRef, domain: DomainReference) {
    super(client, refData(data, "domain_record", { number: "id" }));
    Object.defineProperty(this, "domain", { value: domain, enumerable: false });
  }

  /** Always `"domain_record"`. */
  override get resourceType(): "domain_record" {
    return "domain_record";
  }

  /** The endpoint for operations on the record. */
  get url(): string {
    return this.domain.recordUrl + path`/${identifier(this, "domain_record", { number: "id" })}`;
  }

  /**
   * Fetches the domain that the record belongs to.
   *
   * @throws {DOAPIError} If the API refuses.
   */
  fetchDomain(options: CallOptions = {}): Promise<Domain> {
    return this.domain.fetch(options);
  }

  /**
   * Changes fields of the record. Names of hosts that are not in ASCII are sent in their ASCII form.
   *
   * @param attrs Only the fields to change; `null` unsets one.
   * @returns The record as it is afterwards.
   * @throws {DOAPIError} If the API refuses.
   */
  updateRecord(attrs: DomainRecordUpdate, options: ExtraOptions = {}): Promise<DomainRecord> {
    const { extra, ...rest } = options;
    const fields: Fields = { ...attrs, ...extra };
    const data = asciiFields(fields, String(fields.type ?? this.type));
    return this.send("update", { method: "PUT", data, ...rest });
  }

  /** The record's id, so that `Number(record)` gives it. */
  override valueOf(): number {
    return this.id;
  }

  /** The record with its domain. */
  protected override get label(): string {
    return `record ${this.exact("id")} of ${this.domain.name}`;
  }

  /** A record knows its domain. */
  protected override build(data: DomainRecordRef & object): this {
    return new DomainRecord(this.client, data, this.domain) as this;
  }
}

/** The fields of a DNS record are also its properties. */
export interface DomainRecord extends DomainRecordFields {}

exposeFields(DomainRecord, [
  "id",
  "type",
  "name",
  "data",
  "priority",
  "port",
  "weight",
  "ttl",
  "flags",
  "tag",
]);
