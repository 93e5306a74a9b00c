import { OPEN_REGIONS } from "../../seed/catalogue/regions.ts";
import type { Answer } from "../../http/router.ts";
import { ENGINES, type Version } from "./engines.ts";
import { LAYOUTS } from "./sizes.ts";

function midnight(day: string | null | undefined): string | null {
  return day ? `${day}T00:00:00Z` : null;
}

function availability({ slug, ends }: Version, usual: string) {
  return {
    end_of_life: midnight(ends?.[1]),
    end_of_availability: midnight(ends?.[0]),
    version: slug,
    default: slug === usual,
  };
}

/** What clusters can be made of, by engine. */
function listOptions(): Answer {
  const engines = Object.entries(ENGINES).map(([name, { versions, usual }]) => {
    const offered = versions.filter(({ old }) => !old);
    return { name, usual, offered };
  });
  const options = engines.map(({ name, usual, offered }) => [name, {
    regions: OPEN_REGIONS,
    versions: offered.map(({ slug }) => slug),
    layouts: LAYOUTS[name],
    default_version: usual,
  }]);
  const version_availability = engines.map(({ name, usual, offered }) => [
    name,
    offered.map((version) => availability(version, usual)),
  ]);
  return {
    status: 200,
    body: {
      options: Object.fromEntries(options),
      version_availability: Object.fromEntries(version_availability),
    },
  };
}

/** The operation that lists what clusters can be made of. */
export const OPTION_ROUTES = { "GET /v2/databases/options": listOptions };
