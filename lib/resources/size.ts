import type { Requester } from "../core/requester.ts";
import { exposeFields, type Fields, refData, type Reference, Resource } from "../core/resource.ts";

/** The API's fields of a size. */
export interface SizeFields {
  /** Whether new droplets can be created with this size. */
  available: boolean;
  /** Disk in gigabytes. */
  disk: number;
  /** What the size is, in words, such as `"Basic"`. */
  description: string;
  /** RAM in megabytes. */
  memory: number;
  /** US dollars per hour. */
  price_hourly: number;
  /** US dollars per month. */
  price_monthly: number;
  /** The slugs of the regions in which the size is available. */
  regions: string[];
  /** The unique identifier of the size, such as `"s-1vcpu-1gb"`. */
  slug: string;
  /** Transfer per month in terabytes. */
  transfer: number;
  /** The number of virtual CPUs. */
  vcpus: number;
}

/** A size built from its slug, whose other fields may be missing. */
export type SizeReference = Reference<Size, SizeFields, "slug">;

/** What identifies a size: its slug, an object with a `slug`, or a {@linkcode Size}. */
export type SizeRef = string | { readonly slug: string; readonly resourceType?: "size" };

/**
 * An amount of memory, disk and processors that a droplet can have, and its price.
 *
 * @see https://docs.digitalocean.com/reference/api/reference/sizes/
 *
 * @example
 * ```ts
 * import { DOAPI } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
 * for await (const size of doapi.fetchAllSizes()) {
 *   if (size.price_monthly < 10) console.log(String(size), size.memory, "MB");
 * }
 * ```
 */
export class Size extends Resource {
  /** The fields, as the API names them. */
  declare readonly fields: SizeFields & Fields;

  /** Builds a size from (partial) data; sends nothing. */
  constructor(client: Requester, data: SizeRef) {
    super(client, refData(data, "size", { string: "slug" }));
  }

  /** Always `"size"`. */
  override get resourceType(): "size" {
    return "size";
  }

  /** The size's slug. */
  override toString(): string {
    return this.slug;
  }
}

/** The fields of a size are also its properties. */
export interface Size extends SizeFields {}

exposeFields(Size, [
  "available",
  "description",
  "disk",
  "memory",
  "price_hourly",
  "price_monthly",
  "regions",
  "slug",
  "transfer",
  "vcpus",
]);
