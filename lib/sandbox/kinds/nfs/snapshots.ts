import { timestamp } from "../../state/clock.ts";
import type { Kind } from "../kind.ts";

/** Where snapshots of NFS shares are kept: they stay when the share goes. */
export const NFS_SNAPSHOTS = "/v2/nfs/snapshots";

/** Snapshots of NFS shares, which actions on these make. */
export const NFS_SNAPSHOT: Kind = {
  path: NFS_SNAPSHOTS,
  transitions: [{ field: "status", from: "CREATING", to: "ACTIVE" }],
  view: (_store, { key, created }) => ({ id: key, created_at: timestamp(created) }),
};
