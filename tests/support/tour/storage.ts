import { collected, put, stateOf, unique, vpcs } from "./state.ts";
import type { Bodies, Preparations } from "./types.ts";
import type { Sandbox } from "@doapi/doapi/sandbox";

/** A VPC that has no share yet. */
function emptyVpc(sandbox: Sandbox): string {
  const name = unique("vpc");
  const fields = { name, region: "nyc3", ip_range: "172.20.0.0/24", default: false };
  return put(sandbox, "/v2/vpcs", () => ({ fields }));
}

/** The bodies of requests about volumes, shares and keys of object storage. */
export const STORAGE_BODIES: Bodies = {
  spacesKey_create: () => ({ name: unique("key"), grants: [] }),
  volumes_create: () => ({ name: unique("volume"), size_gigabytes: 10, region: "nyc3" }),
  volumeActions_post: (sandbox) => {
    const { id: droplet_id } = stateOf(sandbox).droplets[1] as { id: number };
    const volume = stateOf(sandbox).resources["/v2/volumes"]?.at(-1);
    return { type: "attach", volume_name: volume?.fields.name, droplet_id };
  },
  volumeActions_post_byId: (sandbox, [id]) => {
    const volume = stateOf(sandbox).resources["/v2/volumes"]?.find(({ key }) => key === id);
    return { type: "resize", size_gigabytes: Number(volume?.fields.size_gigabytes) + 1 };
  },
  nfs_create: (sandbox) => ({
    name: unique("share"),
    region: "nyc3",
    size_gib: 50,
    vpc_ids: [emptyVpc(sandbox)],
  }),
  nfs_create_action: () => ({ type: "snapshot", params: { name: unique("snapshot") } }),
  nfs_create_access_point: (sandbox) => ({
    name: unique("point"),
    path: "/data",
    vpc_id: vpcs(sandbox)[0],
    access_policy: {
      anonuid: 65534,
      anongid: 65534,
      protocols: ["NFS4"],
      squash_config: "ROOT_SQUASH",
      identity_enforcement_enabled: false,
    },
  }),
};

/** What comes before some of them. */
export const STORAGE_PREPARED: Preparations = {
  nfs_create_action: collected,
};
