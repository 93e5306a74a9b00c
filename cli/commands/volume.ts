import { volume as row } from "../../lib/kinds/volume.ts";
import { kindCommands } from "../base/kind.ts";
import { lazyGroup } from "../base/lazy.ts";
import { operation } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { AnyCommand, Whole } from "../options.ts";

const ACTION = "volumeActions_post_byId";

/** `doapi volume` */
export function volume(ctx: Context, about: string, whole: Whole): Promise<AnyCommand> {
  const area = { command: "volume", kind: "volume", row, sample: "data" };
  return lazyGroup(
    ctx,
    about,
    whole,
    kindCommands(area, {
      attach: operation(ACTION, "volume attach", {
        about: "Attach a volume to a droplet.",
        args: ["droplet_id"],
        fixed: { type: "attach" },
        example: "data web-1 --wait",
        acts: true,
      }),
      detach: operation(ACTION, "volume detach", {
        about: "Detach a volume from a droplet.",
        args: ["droplet_id"],
        fixed: { type: "detach" },
        example: "data web-1 --wait",
        acts: true,
      }),
      resize: operation(ACTION, "volume resize", {
        about: "Make a volume larger.",
        args: ["size_gigabytes"],
        fixed: { type: "resize" },
        example: "data 200 --wait",
        acts: true,
      }),
      snapshot: operation("volumeSnapshots_create", "volume snapshot", {
        about: "Take a snapshot of a volume.",
        args: ["name"],
        example: "data before-upgrade",
      }),
      snapshots: operation("volumeSnapshots_list", "volume snapshots", {
        about: "List the snapshots of a volume.",
        example: "data",
        columns: ["id", "name", "size_gigabytes", "regions", "created_at"],
      }),
    }),
  );
}
