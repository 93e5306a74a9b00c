import type { Answer } from "../../http/router.ts";
import type { JsonObject } from "../../state/json.ts";

function region(slug: string, label: string, flag: string, continent: string, centers: string[]) {
  return { slug, label, flag, continent, data_centers: centers };
}

const REGIONS: readonly JsonObject[] = [
  region("ams", "Amsterdam", "netherlands", "Europe", ["ams3"]),
  { ...region("nyc", "New York", "usa", "North America", ["nyc1", "nyc3"]), default: true },
  region("fra", "Frankfurt", "germany", "Europe", ["fra1"]),
  region("sfo", "San Francisco", "usa", "North America", ["sfo3"]),
  region("sgp", "Singapore", "singapore", "Asia", ["sgp1"]),
  region("blr", "Bangalore", "india", "Asia", ["blr1"]),
  region("tor", "Toronto", "canada", "North America", ["tor1"]),
  region("lon", "London", "uk", "Europe", ["lon1"]),
  region("syd", "Sydney", "australia", "Australia", ["syd1"]),
  region("atl", "Atlanta", "usa", "North America", ["atl1"]),
];

/** The region of an app. */
export function regionOf({ region }: JsonObject): JsonObject | undefined {
  return REGIONS.find(({ slug }) => slug === region);
}

function listRegions(): Answer {
  return { status: 200, body: { regions: REGIONS } };
}

/** The regions of apps, each of which is one or more datacenters. */
export const REGION_ROUTES = { "GET /v2/apps/regions": listRegions };
