import { asciiFields, asciiName } from "../core/domain_name.ts";
import { path } from "../api/path.ts";
import type { List } from "../core/list.ts";
import type { CallOptions, ExtraOptions, ListOptions, Requester } from "../core/requester.ts";
import {
  exposeFields,
  type Fields,
  identifier,
  type Open,
  refData,
  type Reference,
} from "../core/resource.ts";
import { StoredResource } from "../core/stored_resource.ts";
import { DomainRecord, type DomainRecordRef, type DomainRecordType } from "./domain_record.ts";

/** The API's fields of a domain. */
export interface DomainFields {
  /** The domain name. */
  name: string;
  /** The time to live of the domain's records, in seconds. */
  ttl: number;
  /** The complete zone file. */
  zone_file: string;
}

/** A domain built from its name, whose other fields may be missing. */
export type DomainReference = Reference<Domain, DomainFields, "name">;

/** What identifies a domain: its name, an object with a `name`, or a {@linkcode Domain}. */
export type DomainRef = string | { readonly name: string; readonly resourceType?: "domain" };

/** Options of {@linkcode Domain.createRecord}. */
export interface CreateRecordOptions extends ExtraOptions {
  /** The priority (MX and SRV records). */
  priority?: number | null | undefined;
  /** The port (SRV records). */
  port?: number | null | undefined;
  /** The weight (SRV records). */
  weight?: number | null | undefined;
  /** The time to live in seconds. */
  ttl?: number | null | undefined;
  /** An unsigned integer from 0 to 255 (CAA records). */
  flags?: number | null | undefined;
  /** `"issue"`, `"issuewild"` or `"iodef"` (CAA records). */
  tag?: Open<"issue" | "issuewild" | "iodef"> | null | undefined;
}

/**
 * A domain name whose DNS is served by DigitalOcean.
 *
 * @see https://docs.digitalocean.com/reference/api/reference/domains/
 *
 * @example
 * ```ts
 * import { DOAPI } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
 * const domain = await doapi.createDomain("example.com", "203.0.113.7");
 * await domain.createRecord("MX", "@", "mail.example.com.", { priority: 10 });
 * for await (const record of domain.fetchAllRecords()) console.log(record.type, record.data);
 * ```
 */
export class Domain extends StoredResource {
  /** The fields, as the API names them. */
  declare readonly fields: DomainFields & Fields;

  /** Builds a domain from its name or from (partial) data; sends nothing. */
  constructor(client: Requester, data: DomainRef) {
    super(client, refData(data, "domain", { string: "name" }));
  }

  /** Always `"domain"`. */
  override get resourceType(): "domain" {
    return "domain";
  }

  /** The endpoint for operations on the domain. */
  get url(): string {
    const name = String(identifier(this, "domain", { string: "name" }));
    return this.client.endpoint + path`/v2/domains/${asciiName(name)}`;
  }

  /** The endpoint for operations on the domain's records. */
  get recordUrl(): string {
    return `${this.url}/records`;
  }

  /**
   * Fetches one record of the domain.
   *
   * @throws {DOAPIError} If the API refuses.
   */
  fetchRecord(record: DomainRecordRef, options: CallOptions = {}): Promise<DomainRecord> {
    return new DomainRecord(this.client, record, this).fetch(options);
  }

  /**
   * Yields all records of the domain.
   *
   * @throws {DOAPIError} If the API refuses.
   */
  fetchAllRecords(options: ListOptions = {}): List<DomainRecord> {
    const doing = `list the records of ${this.name}`;
    const list = { doing, objects: true, ...options };
    return this.client.paginate<DomainRecordRef>(this.recordUrl, "domain_records", list)
      .build((data) => new DomainRecord(this.client, data, this));
  }

  /**
   * Adds a record.
   *
   * Names of hosts that are not in ASCII are sent in their ASCII form.
   *
   * @param type The type of the record, such as `"A"`.
   * @param name The name of the record, such as `"www"` or `"@"`.
   * @param data The value of the record.
   * @throws {DOAPIError} If the API refuses.
   */
  async createRecord(
    type: Open<DomainRecordType>,
    name: string,
    data: string,
    options: CreateRecordOptions = {},
  ): Promise<DomainRecord> {
    const { signal, extra, priority = null, port = null, weight = null, ...fields } = options;
    const doing = `create ${type} record ${name} of ${this.name}`;
    const record = await this.client.request(this.recordUrl, {
      method: "POST",
      data: asciiFields({ type, name, data, priority, port, weight, ...fields, ...extra }, type),
      doing,
      key: "domain_record",
      signal,
    });
    return new DomainRecord(this.client, record as { id: number }, this);
  }

  /** The domain name. */
  override toString(): string {
    return this.name;
  }
}

/** The fields of a domain are also its properties. */
export interface Domain extends DomainFields {}

exposeFields(Domain, ["name", "ttl", "zone_file"]);
