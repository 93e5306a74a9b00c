import type { DnsRecord, DomainRecord, KeyRecord, ReservedIpRecord } from "./records.ts";
import { Groups, SortedList } from "./sorted.ts";

/** The key under which a resource's actions are found. */
export function resourceKey(type: string, id: number): string {
  // Floating and reserved IPs are one pool, so their actions are one list.
  return `${type === "floating_ip" ? "reserved_ip" : type}/${id}`;
}

/** SSH keys, also by fingerprint. */
export class KeyIndex extends SortedList<KeyRecord> {
  readonly #byFingerprint = new Map<string, KeyRecord>();

  constructor(items: KeyRecord[]) {
    super(items);
    for (const key of items) this.#byFingerprint.set(key.fingerprint, key);
  }

  override add(key: KeyRecord): void {
    super.add(key);
    this.#byFingerprint.set(key.fingerprint, key);
  }

  override remove(key: KeyRecord): boolean {
    this.#byFingerprint.delete(key.fingerprint);
    return super.remove(key);
  }

  /** The key with that id or fingerprint. */
  named(idOrFingerprint: number | string): KeyRecord | undefined {
    const text = String(idOrFingerprint);
    if (/^\d+$/.test(text)) return this.find(Number(text));
    return this.#byFingerprint.get(text.toLowerCase());
  }
}

/** Domains, also by name. */
export class DomainIndex extends SortedList<DomainRecord> {
  readonly #byName = new Map<string, DomainRecord>();

  constructor(items: DomainRecord[]) {
    super(items);
    for (const domain of items) this.#byName.set(domain.name, domain);
  }

  override add(domain: DomainRecord): void {
    super.add(domain);
    this.#byName.set(domain.name, domain);
  }

  override remove(domain: DomainRecord): boolean {
    this.#byName.delete(domain.name);
    return super.remove(domain);
  }

  /** The domain of that name, whatever its case. */
  named(name: string): DomainRecord | undefined {
    return this.#byName.get(name.toLowerCase());
  }
}

/** The records of all domains, also by domain. */
export class DnsIndex extends SortedList<DnsRecord> {
  readonly #byDomain = new Groups<string, DnsRecord>();

  constructor(items: DnsRecord[]) {
    super(items);
    for (const record of items) this.#byDomain.add(record.domain, record);
  }

  override add(record: DnsRecord): void {
    super.add(record);
    this.#byDomain.add(record.domain, record);
  }

  override remove(record: DnsRecord): boolean {
    this.#byDomain.remove(record.domain, record);
    return super.remove(record);
  }

  /** The records of a domain. */
  of(domain: string): SortedList<DnsRecord> {
    return this.#byDomain.get(domain);
  }
}

/** Floating and reserved IPs, also by address and by droplet. */
export class ReservedIpIndex extends SortedList<ReservedIpRecord> {
  readonly #byIp = new Map<string, ReservedIpRecord>();
  readonly #byDroplet = new Groups<number, ReservedIpRecord>();

  constructor(items: ReservedIpRecord[]) {
    super(items);
    for (const ip of items) this.#index(ip);
  }

  #index(ip: ReservedIpRecord): void {
    this.#byIp.set(ip.ip, ip);
    if (ip.droplet_id !== null) this.#byDroplet.add(ip.droplet_id, ip);
  }

  override add(ip: ReservedIpRecord): void {
    super.add(ip);
    this.#index(ip);
  }

  override remove(ip: ReservedIpRecord): boolean {
    this.assign(ip, null);
    this.#byIp.delete(ip.ip);
    return super.remove(ip);
  }

  /** The IP of that address. */
  named(ip: string): ReservedIpRecord | undefined {
    return this.#byIp.get(ip);
  }

  /** The IPs that are assigned to a droplet. */
  of(dropletId: number): SortedList<ReservedIpRecord> {
    return this.#byDroplet.get(dropletId);
  }

  /** Assigns an IP to a droplet, or to none. */
  assign(ip: ReservedIpRecord, dropletId: number | null): void {
    if (ip.droplet_id !== null) this.#byDroplet.remove(ip.droplet_id, ip);
    ip.droplet_id = dropletId;
    if (dropletId !== null) this.#byDroplet.add(dropletId, ip);
  }
}
