/** Things of any kind on one command line: `droplet:web-1`, `volume:data`. */

import { ValidationError } from "@cliffy/command";
import { suggestion } from "../args/suggestion.ts";
import { path } from "../../lib/api/path.ts";
import type { DOAPI } from "../../mod.ts";
import type { Find } from "./fields.ts";

/** One kind of thing that can be named with its area. */
interface Thing {
  /** The path of the list that it is looked up in; `null` where its name is its id. */
  list: string | null;
  /** Its name in URNs. */
  urn?: string;
  /** Its name as a resource of a tag. */
  tagged?: string;
}

const THINGS: Readonly<Record<string, Thing>> = {
  app: { list: "/v2/apps", urn: "app" },
  database: { list: "/v2/databases", urn: "dbaas", tagged: "database" },
  domain: { list: null, urn: "domain" },
  droplet: { list: "/v2/droplets", urn: "droplet", tagged: "droplet" },
  "floating-ip": { list: null, urn: "floatingip" },
  image: { list: "/v2/images", tagged: "image" },
  kubernetes: { list: "/v2/kubernetes/clusters", urn: "kubernetes" },
  "load-balancer": { list: "/v2/load_balancers", urn: "loadbalancer" },
  "reserved-ip": { list: null, urn: "reservedip" },
  snapshot: { list: "/v2/snapshots", tagged: "volume_snapshot" },
  space: { list: null, urn: "space" },
  volume: { list: "/v2/volumes", urn: "volume", tagged: "volume" },
};

/** The name of a thing in requests, and its id. */
export interface Named {
  type: string;
  id: string;
}

/**
 * Reads `AREA:NAME` words and looks the names up.
 *
 * @param use What the things are named for: URNs, or the resources of a tag.
 * @throws {ValidationError} If a word has no area, or one that cannot be used so.
 */
export async function thingsNamed(
  words: readonly string[],
  use: "urn" | "tagged",
  find: Find,
): Promise<Named[]> {
  const areas = Object.keys(THINGS).filter((name) => THINGS[name]?.[use] !== undefined);
  const parsed = words.map((word) => {
    const [, area = "", name = ""] = /^([a-z-]+):(.+)$/s.exec(word) ?? [];
    const thing = areas.includes(area) ? THINGS[area] as Thing : undefined;
    if (thing) return { thing, name };
    throw new ValidationError(
      `"${word}" must be AREA:NAME, such as droplet:web-1; the areas are ${areas.join(", ")}` +
        `${suggestion(area, areas)}.`,
    );
  });
  return await Promise.all(parsed.map(async ({ thing, name }) => {
    const [id = name] = thing.list === null ? [name] : await find(thing.list, [name]);
    return { type: thing[use] as string, id: String(id) };
  }));
}

/** Writes a thing as a URN, such as `do:droplet:3164494`; one that is a URN already stays. */
export function urnOf({ type, id }: Named): string {
  return `do:${type}:${id}`;
}

/**
 * Moves things into a project.
 *
 * @param id The project's id, or `default`.
 * @param name What messages call the project.
 * @returns What the API says of each thing.
 */
export async function assign(
  client: DOAPI,
  id: string,
  name: string,
  urns: readonly string[],
): Promise<unknown[]> {
  const answer = await client.request<{ resources?: unknown[] } | null>(
    path`/v2/projects/${id}/resources`,
    {
      method: "POST",
      data: { resources: urns },
      doing: `assign resources to project ${name}`,
    },
  );
  return answer?.resources ?? [];
}
