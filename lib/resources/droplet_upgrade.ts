import { timestamp } from "../core/dates.ts";
import type { CallOptions, Requester } from "../core/requester.ts";
import { exposeFields, type Fields, Resource } from "../core/resource.ts";
import { Droplet } from "./droplet.ts";

/** The API's fields of a droplet upgrade. */
export interface DropletUpgradeFields {
  /** When the droplet will be migrated. */
  date_of_migration: Date;
  /** The id of the droplet. */
  droplet_id: number;
  /** The endpoint for operations on the droplet. */
  url: string;
}

/**
 * A scheduled upgrade of a droplet. The vendor has retired these: listing them is a 404 today.
 *
 * @see https://docs.digitalocean.com/reference/api/reference/droplets/
 *
 * @example
 * ```ts
 * import { DOAPI, DropletUpgrade } from "@doapi/doapi";
 *
 * const upgrade = new DropletUpgrade(new DOAPI("a-token"), { droplet_id: 3 });
 * console.log(upgrade.droplet_id); // 3
 * ```
 */
export class DropletUpgrade extends Resource {
  /** The fields, as the API names them. */
  declare readonly fields: DropletUpgradeFields & Fields;

  /** Builds a droplet upgrade from the API's data; sends nothing. */
  constructor(client: Requester, data: object) {
    super(client, data, { date_of_migration: timestamp });
  }

  /** Always `"droplet_upgrade"`. */
  override get resourceType(): "droplet_upgrade" {
    return "droplet_upgrade";
  }

  /**
   * Fetches the droplet that will be upgraded.
   *
   * @throws {DOAPIError} If the API refuses.
   */
  fetchDroplet(options: CallOptions = {}): Promise<Droplet> {
    return new Droplet(this.client, this.exact("droplet_id") as number).fetch(options);
  }
}

/** The fields of a droplet upgrade are also its properties. */
export interface DropletUpgrade extends DropletUpgradeFields {}

exposeFields(DropletUpgrade, ["date_of_migration", "droplet_id", "url"]);
