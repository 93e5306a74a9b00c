import { nfsAccessPoint } from "../../lib/kinds/nfs_access_point.ts";
import { nfsShare as row } from "../../lib/kinds/nfs_share.ts";
import { nfsSnapshot } from "../../lib/kinds/nfs_snapshot.ts";
import { kindGroup, subKind } from "../base/kind.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "nfs", kind: "nfs_share", row, sample: "media" };

const ACTION = "nfs_create_action";

/** An action whose one argument is a parameter. */
const parameter = (type: string, name: string, example: string) => ({
  args: ["params"],
  inside: { params: name },
  fixed: { type },
  example: `media ${example}`,
});

const COMMANDS = {
  ...operations({
    resize: [ACTION, "Make a share larger.", parameter("resize", "size_gib", "200")],
    "take-snapshot": [
      ACTION,
      "Take a snapshot of a share.",
      parameter("snapshot", "name", "before-upgrade"),
    ],
    attach: [ACTION, "Attach a share to a VPC.", parameter("attach", "vpc_id", "main")],
    detach: [ACTION, "Detach a share from a VPC.", parameter("detach", "vpc_id", "main")],
    reassign: [ACTION, "Move a share from one VPC to another.", {
      fixed: { type: "reassign" },
      example: "media --params old_vpc_id:main,new_vpc_id:other",
    }],
    "switch-tier": [
      ACTION,
      "Change the performance tier of a share.",
      parameter("switch_performance_tier", "performance_tier", "high"),
    ],
  }),
  snapshot: subKind("Manage snapshots of network file shares.", {
    command: "nfs snapshot",
    kind: "nfs_snapshot",
    row: nfsSnapshot,
    sample: "before-upgrade",
  }),
  "access-point": subKind("Manage access points of a network file share.", {
    command: "nfs access-point",
    kind: "nfs_access_point",
    row: nfsAccessPoint,
    sample: "main",
    parents: ["media"],
  }),
};

/** `doapi nfs` */
export function nfs(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
