import type { Kind } from "./kind.ts";

/** A garbage collection of a container registry. */
export const garbageCollection = {
  path: "/v2/registries/{registry_name}/garbage-collections",
  param: "id",
  one: null,
  many: "garbage_collections",
  id: "uuid",
  without: ["get", "create", "update", "delete"],
  columns: ["uuid", "status", "created_at", "blobs_deleted", "freed_bytes"],
  ready: {
    "field": "status",
    "from": [
      "requested",
      "waiting for write JWTs to expire",
      "scanning manifests",
      "deleting unreferenced blobs",
      "cancelling",
    ],
    "to": ["succeeded"],
    "failed": ["failed", "cancelled"],
  },
  parent: "registry",
} as const satisfies Kind;
