import { nfsShare as row } from "../../lib/kinds/nfs_share.ts";
import { nfsSnapshot } from "../../lib/kinds/nfs_snapshot.ts";
import { nfsAccessPoint } from "../../lib/kinds/nfs_access_point.ts";
import { kindGroup, subKind } from "../base/kind.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../options.ts";

const AREA = { command: "nfs", kind: "nfs_share", row, sample: "media" };

const COMMANDS = {
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
