import { crud } from "../http/crud.ts";
import { notFound } from "../http/errors.ts";
import { forget } from "../kinds/engine.ts";
import { SNAPSHOTS, snapshotView as volumeView } from "../kinds/volume_snapshots.ts";
import { arrayAnswer } from "../http/paging.ts";
import type { Answer, Context, Route } from "../http/router.ts";
import type { ImageRecord } from "../state/records.ts";
import type { ResourceRecord } from "../state/resources.ts";
import { idParam } from "../http/validate.ts";
import { dropletImageView } from "./views.ts";
import { removeImage } from "../rules/images.ts";

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

/** The snapshot that the path names: of a droplet by its number, of a volume by its UUID. */
function snapshotOf(
  { store, params: { snapshot_id: id = "" } }: Context,
): ImageRecord | ResourceRecord {
  const volumes = store.resources.in(SNAPSHOTS).named(id);
  if (volumes) return volumes;
  const image = store.images.find(idParam(id));
  if (image?.type !== "snapshot") throw notFound();
  return image;
}

function view(snapshot: ImageRecord | ResourceRecord): Record<string, unknown> {
  return "key" in snapshot ? volumeView(snapshot) : snapshotView(snapshot);
}

function list(c: Context): Answer {
  const kind = c.query.get("resource_type");
  const { images, resources } = c.store;
  const droplets = kind === "volume"
    ? []
    : images.items.filter((image) => image.type === "snapshot");
  const volumes = kind === "droplet" ? [] : resources.in(SNAPSHOTS).items;
  return arrayAnswer(c, "snapshots", [...droplets, ...volumes], view);
}

function remove({ store }: Context, snapshot: ImageRecord | ResourceRecord): void {
  if ("key" in snapshot) forget(store, snapshot);
  else removeImage(store, snapshot);
}

/** Snapshots: the private images of that type under another name, and those of volumes. */
export const SNAPSHOT_ROUTES: readonly Route[] = crud({
  path: "/v2/snapshots",
  key: "snapshot_id",
  names: ["snapshot", "snapshots"],
  scope: "snapshot",
  scopes: {
    get: "snapshot:read block_storage_snapshot:read",
    delete: "image:delete snapshot:delete",
  },
  view: (_c, snapshot) => view(snapshot),
  find: snapshotOf,
  list: { handler: list },
  remove,
});
