import { volume as row } from "../../lib/kinds/volume.ts";
import { kindGroup } from "../base/kind.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "volume", kind: "volume", row, sample: "data" };

const ACTION = "volumeActions_post_byId";

const SNAPSHOT_COLUMNS = ["id", "name", "size_gigabytes", "regions", "created_at"];

const COMMANDS = operations({
  attach: [ACTION, "Attach a volume to a droplet.", {
    args: ["droplet_id"],
    fixed: { type: "attach" },
    example: "data web-1 --wait",
    acts: true,
  }],
  detach: [ACTION, "Detach a volume from a droplet.", {
    args: ["droplet_id"],
    fixed: { type: "detach" },
    example: "data web-1 --wait",
    acts: true,
  }],
  resize: [ACTION, "Make a volume larger.", {
    args: ["size_gigabytes"],
    fixed: { type: "resize" },
    example: "data 200 --wait",
    acts: true,
  }],
  snapshot: ["volumeSnapshots_create", "Take a snapshot of a volume.", {
    args: ["name"],
    example: "data before-upgrade",
  }],
  snapshots: ["volumeSnapshots_list", "List the snapshots of a volume.", {
    columns: SNAPSHOT_COLUMNS,
  }],
  "delete-named": [
    "volumes_delete_byName",
    "Delete the volume that has a name in a region.",
    { args: ["name", "region"], example: "data fra1" },
  ],
});

/** `doapi volume` */
export function volume(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
