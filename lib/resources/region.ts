import type { Requester } from "../core/requester.ts";
import { exposeFields, type Fields, refData, type Reference, Resource } from "../core/resource.ts";

/** The API's fields of a region. */
export interface RegionFields {
  /** Whether new droplets can be created in the region. */
  available: boolean;
  /** The names of the features available in the region. */
  features: string[];
  /** A name for people. */
  name: string;
  /** The slugs of the sizes available in the region. */
  sizes: string[];
  /** The unique identifier of the region, such as `"nyc3"`. */
  slug: string;
}

/** A region built from its slug, whose other fields may be missing. */
export type RegionReference = Reference<Region, RegionFields, "slug">;

/** What identifies a region: its slug, an object with a `slug`, or a {@linkcode Region}. */
export type RegionRef = string | { readonly slug: string; readonly resourceType?: "region" };

/**
 * A datacenter in which droplets can be placed.
 *
 * @see https://docs.digitalocean.com/reference/api/reference/regions/
 *
 * @example
 * ```ts
 * import { DOAPI } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
 * for await (const region of doapi.fetchAllRegions()) console.log(String(region), region.name);
 * ```
 */
export class Region extends Resource {
  /** The fields, as the API names them. */
  declare readonly fields: RegionFields & Fields;

  /** Builds a region from (partial) data; sends nothing. */
  constructor(client: Requester, data: RegionRef) {
    super(client, refData(data, "region", { string: "slug" }));
  }

  /** Always `"region"`. */
  override get resourceType(): "region" {
    return "region";
  }

  /** The region's slug. */
  override toString(): string {
    return this.slug;
  }
}

/** The fields of a region are also its properties. */
export interface Region extends RegionFields {}

exposeFields(Region, ["available", "features", "name", "sizes", "slug"]);
