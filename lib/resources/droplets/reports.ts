import { NotFoundError } from "../../core/errors/mod.ts";
import { exactValue } from "../../core/json.ts";
import { readPage } from "../../core/page.ts";
import type { CallOptions, Requester } from "../../core/requester.ts";
import { Droplet, type DropletRef, type DropletReference } from "../droplet.ts";
import { DropletUpgrade } from "../droplet_upgrade.ts";

/** Yields the sets of droplets that run on the same physical server. */
export async function* dropletNeighbors(
  client: Requester,
  options: CallOptions,
): AsyncGenerator<DropletReference[], void, void> {
  const list = { doing: "list the droplet neighbors", objects: true, ...options };
  const build = (set: unknown) =>
    (set as DropletRef[]).map((_, i) =>
      new Droplet(client, exactValue(set as [], String(i)) as number)
    );
  let begun = false;
  try {
    const url = "/v2/reports/droplet_neighbors";
    for await (const set of client.paginate(url, "neighbors", list)) {
      begun = true;
      yield build(set);
    }
  } catch (error) {
    if (begun || !(error instanceof NotFoundError)) throw error;
    // The vendor has replaced the report of 2016 by one that has ids only.
    const url = "/v2/reports/droplet_neighbors_ids";
    for await (const set of client.paginate(url, "neighbor_ids", list)) yield build(set);
  }
}

/** Yields the scheduled upgrades of droplets. */
export async function* dropletUpgrades(
  client: Requester,
  { signal }: CallOptions,
): AsyncGenerator<DropletUpgrade, void, void> {
  const doing = "list the droplet upgrades";
  const key = "droplet_upgrades";
  const { endpoint } = client;
  const url = `${endpoint}/v2/${key}`;
  const body = await client.request(url, { doing, signal });
  // The one list of the API that is neither wrapped in an object nor paginated.
  const page = Array.isArray(body) ? { [key]: body } : body;
  for (const data of readPage(page, url, { url, key, endpoint, doing, objects: true }).items) {
    yield new DropletUpgrade(client, data as object);
  }
}
