import { notFound } from "../errors.ts";
import { arrayAnswer } from "../paging.ts";
import type { Answer, Context, Route } from "../router.ts";
import type { ImageRecord } from "../records.ts";
import { idParam } from "../validate.ts";
import { dropletImageView } from "../views.ts";
import { deleteImage } from "./images.ts";

function snapshotView(image: ImageRecord): Record<string, unknown> {
  const { name, created_at, regions, min_disk_size, size_gigabytes } = dropletImageView(image);
  return {
    id: String(image.id),
    name,
    created_at,
    regions,
    resource_id: String(image.droplet_id ?? ""),
    resource_type: "droplet",
    min_disk_size,
    size_gigabytes,
    tags: image.tags,
  };
}

function snapshotOf(c: Context): ImageRecord {
  const image = c.store.images.find(idParam(c.params.snapshot_id));
  if (image?.type !== "snapshot") throw notFound();
  return image;
}

function list(c: Context): Answer {
  const kind = c.query.get("resource_type");
  const snapshots = kind === "volume"
    ? []
    : c.store.images.items.filter((image) => image.type === "snapshot");
  return arrayAnswer(c, "snapshots", snapshots, snapshotView);
}

/** Snapshots: the private images of that type under another name. */
export const SNAPSHOT_ROUTES: readonly Route[] = [
  { method: "GET", path: "/v2/snapshots", scope: "snapshot:read", handler: list },
  {
    method: "GET",
    path: "/v2/snapshots/{snapshot_id}",
    scope: "snapshot:read block_storage_snapshot:read",
    handler: (c) => ({ status: 200, body: { snapshot: snapshotView(snapshotOf(c)) } }),
  },
  {
    method: "DELETE",
    path: "/v2/snapshots/{snapshot_id}",
    scope: "image:delete snapshot:delete",
    handler: (c) => {
      deleteImage(c.store, snapshotOf(c));
      return { status: 204 };
    },
  },
];
