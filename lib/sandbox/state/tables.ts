import { findSize } from "../seed/catalogue/sizes.ts";
import type {
  ActionRecord,
  DnsRecord,
  DomainRecord,
  DropletRecord,
  ImageRecord,
  KeyRecord,
  ReservedIpRecord,
  TagRecord,
} from "./records.ts";
import type { SandboxState } from "./state.ts";
import { Table } from "./table.ts";

/** The lists of the core, each with what its items are found by beside their ids. */
export interface Tables {
  readonly droplets: Table<
    DropletRecord,
    {
      /** In lower case. */
      name: string;
      tag: string;
      host: number;
      vpc: string;
      image: number;
      hasGpu: boolean;
    }
  >;
  readonly actions: Table<ActionRecord, { resource: string }>;
  readonly images: Table<ImageRecord, { tag: string }>;
  readonly keys: Table<KeyRecord, { fingerprint: string }>;
  readonly domains: Table<DomainRecord, { name: string }>;
  readonly records: Table<DnsRecord, { domain: string }>;
  readonly reservedIps: Table<ReservedIpRecord, { ip: string; droplet: number }>;
  readonly tags: Table<
    TagRecord,
    {
      /** In lower case. */
      name: string;
    }
  >;
}

/** The key under which a resource's actions are found. */
export function resourceKey(type: string, id: number): string {
  // Floating and reserved IPs are one pool, so their actions are one list.
  return `${type === "floating_ip" ? "reserved_ip" : type}/${id}`;
}

/** Indexes a state, whose own lists go on having the items. */
export function tablesOf(state: SandboxState): Tables {
  return {
    droplets: new Table(state.droplets, {
      name: ({ name }) => [name.toLowerCase()],
      tag: ({ tags }) => tags,
      host: ({ host }) => [host],
      vpc: ({ vpc_uuid }) => [vpc_uuid],
      image: ({ image_id }) => [image_id],
      hasGpu: ({ size }) => [findSize(size)?.gpu_info !== undefined],
    }),
    actions: new Table(state.actions, {
      resource: ({ resource_type, resource_id }) => [resourceKey(resource_type, resource_id)],
    }),
    images: new Table(state.images, { tag: ({ tags }) => tags }),
    keys: new Table(state.keys, { fingerprint: ({ fingerprint }) => [fingerprint] }),
    domains: new Table(state.domains, { name: ({ name }) => [name] }),
    records: new Table(state.records, { domain: ({ domain }) => [domain] }),
    reservedIps: new Table(state.reserved_ips, {
      ip: ({ ip }) => [ip],
      droplet: ({ droplet_id }) => droplet_id === null ? [] : [droplet_id],
    }),
    tags: new Table(state.tags, { name: ({ name }) => [name.toLowerCase()] }),
  };
}
