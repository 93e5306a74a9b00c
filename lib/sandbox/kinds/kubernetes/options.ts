import { findRegion, OPEN_REGIONS } from "../../seed/catalogue/regions.ts";
import { type CatalogueSize, findSize, SIZES } from "../../seed/catalogue/sizes.ts";
import { unprocessable } from "../../http/errors.ts";
import type { Json } from "../../state/json.ts";
import type { Answer } from "../../http/router.ts";

/** The releases that clusters can have, newest first. */
const VERSIONS: readonly string[] = ["1.36.1-do.0", "1.35.4-do.0", "1.34.7-do.0"];

const FEATURES = [
  "cluster-autoscaler",
  "docr-integration",
  "ha-control-plane",
  "token-authentication",
];

// In MB. What Kubernetes itself runs on a node leaves no room on smaller ones.
const SMALLEST_MEMORY = 2048;

/** The minor of a release: 36 of `1.36.1-do.0`. */
function minorOf(version: string): number {
  return Number(version.split(".")[1]);
}

/**
 * The release that a request means: by its slug, by its minor as in `1.36`, or the `latest`.
 *
 * @throws {ApiError} 422 if there is none.
 */
export function readVersion(given: Json | undefined): string {
  const text = String(given);
  const isMinor = /^\d+\.\d+$/.test(text);
  const found = text === "latest"
    ? VERSIONS[0]
    : VERSIONS.find((one) => one === text || (isMinor && one.startsWith(`${text}.`)));
  if (found === undefined) throw unprocessable("invalid version slug");
  return found;
}

/** The releases that a cluster can go to: none may be skipped. */
export function upgradesFrom(version: string): string[] {
  const minor = minorOf(version);
  const at = VERSIONS.indexOf(version);
  const newer = at < 0 ? VERSIONS : VERSIONS.slice(0, at);
  return newer.filter((other) => [minor, minor + 1].includes(minorOf(other)));
}

/** Whether clusters of a release have a highly available control plane unless they say otherwise. */
export function isHighlyAvailable(version: string): boolean {
  return minorOf(version) >= 36;
}

/**
 * The size of the nodes of a pool.
 *
 * @throws {ApiError} 422 if there is none of that name in the region, or it is too small.
 */
export function readSize(slug: Json | undefined, region: string): CatalogueSize {
  const size = findSize(String(slug));
  if (size === undefined || size.memory < SMALLEST_MEMORY) throw unprocessable("invalid size slug");
  if (!size.regions.includes(region)) throw unprocessable("size is not available in this region");
  return size;
}

/**
 * The region of a new cluster.
 *
 * @throws {ApiError} 422 if it takes none.
 */
export function readRegion(given: Json | undefined): string {
  const region = findRegion(String(given));
  if (region?.available !== true) throw unprocessable("invalid region slug");
  return region.slug;
}

/** Releases in the API's JSON. */
export function versionViews(versions: readonly string[]): Json {
  return versions.map((slug) => ({
    slug,
    kubernetes_version: slug.replace(/-do\.\d+$/, ""),
    supported_features: FEATURES,
  }));
}

/** What clusters can be made of. */
export function listOptions(): Answer {
  const regions = OPEN_REGIONS.map((slug) => ({ name: findRegion(slug)?.name ?? slug, slug }));
  const sizes = SIZES
    .filter(({ memory }) => memory >= SMALLEST_MEMORY)
    .map(({ slug }) => ({ name: slug, slug }));
  return { status: 200, body: { options: { regions, versions: versionViews(VERSIONS), sizes } } };
}
