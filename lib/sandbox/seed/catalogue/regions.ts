/** What the API tells about a datacenter. Sizes are worked out from the size table. */
export interface CatalogueRegion {
  readonly slug: string;
  readonly name: string;
  readonly available: boolean;
  readonly features: readonly string[];
}

const COMMON = ["backups", "ipv6", "metadata", "install_agent", "storage", "image_transfer"];

function region(slug: string, name: string, available = true): CatalogueRegion {
  return { slug, name, available, features: COMMON };
}

/** The datacenters; a region that is not available lists no sizes and takes no new droplets. */
export const REGIONS: readonly CatalogueRegion[] = [
  region("nyc1", "New York 1"),
  region("sfo1", "San Francisco 1", false),
  region("nyc2", "New York 2"),
  region("ams2", "Amsterdam 2", false),
  region("sgp1", "Singapore 1"),
  region("lon1", "London 1"),
  region("nyc3", "New York 3"),
  region("ams3", "Amsterdam 3"),
  region("fra1", "Frankfurt 1"),
  region("tor1", "Toronto 1"),
  region("sfo2", "San Francisco 2"),
  region("blr1", "Bangalore 1"),
  region("sfo3", "San Francisco 3"),
  region("syd1", "Sydney 1"),
  region("atl1", "Atlanta 1"),
];

/** Slugs of the regions that take new droplets. */
export const OPEN_REGIONS: readonly string[] = REGIONS.filter((r) => r.available).map((r) =>
  r.slug
);

const BY_SLUG: ReadonlyMap<string, CatalogueRegion> = new Map(REGIONS.map((r) => [r.slug, r]));

/** The region with that slug. */
export function findRegion(slug: string): CatalogueRegion | undefined {
  return BY_SLUG.get(slug);
}
