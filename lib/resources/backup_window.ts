import { timestamp } from "../core/dates.ts";
import type { Requester } from "../core/requester.ts";
import { exposeFields, type Fields } from "../core/resource.ts";
import type { DropletReference } from "./droplet.ts";
import { ResourceWithDroplet } from "./resource_with_droplet.ts";

/** The API's fields of a backup window. */
export interface BackupWindowFields {
  /** When the window begins. */
  start: Date;
  /** When the window ends. */
  end: Date;
}

/**
 * The time frame in which a droplet will be backed up next; found in
 * `droplet.next_backup_window`.
 *
 * @see https://docs.digitalocean.com/reference/api/reference/droplets/
 *
 * @example
 * ```ts
 * import { BackupWindow, DOAPI } from "@doapi/doapi";
 *
 * const window = new BackupWindow(new DOAPI("a-token"), {
 *   start: "2026-01-01T00:00:00Z",
 *   end: "2026-01-01T04:00:00Z",
 * });
 * console.log((+window.end - +window.start) / 3_600_000); // 4
 * ```
 */
export class BackupWindow extends ResourceWithDroplet {
  /** The fields, as the API names them. */
  declare readonly fields: BackupWindowFields & Fields;

  /** Builds a backup window from the API's data; sends nothing. */
  constructor(client: Requester, data: object, droplet: DropletReference | null = null) {
    super(client, data, droplet, { start: timestamp, end: timestamp });
  }

  /** Always `"backup_window"`. */
  override get resourceType(): "backup_window" {
    return "backup_window";
  }
}

/** The fields of a backup window are also its properties. */
export interface BackupWindow extends BackupWindowFields {}

exposeFields(BackupWindow, ["start", "end"]);
