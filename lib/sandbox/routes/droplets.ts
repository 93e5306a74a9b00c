import { crud } from "../http/crud.ts";
import { taggedWith, tagNamed } from "../rules/tags.ts";
import { destroyDroplet } from "../rules/actions.ts";
import { replaceLostNode } from "../kinds/kubernetes/nodes.ts";
import { KERNELS } from "../seed/catalogue/kernels.ts";
import { notFound, unprocessable } from "../http/errors.ts";
import type { Json } from "../state/json.ts";
import { arrayAnswer, textAnswer } from "../http/paging.ts";
import type { Answer, Context, Route } from "../http/router.ts";
import { SortedList } from "../state/sorted.ts";
import type { DropletRecord, ImageRecord } from "../state/records.ts";
import type { Store } from "../state/store.ts";
import { idParam } from "../http/validate.ts";
import { dropletImageView, dropletText, dropletView } from "./views.ts";
import { createDroplets } from "./droplet_create.ts";

/** The droplet that the path names. */
export function dropletOf(c: Context): DropletRecord {
  return c.store.droplet(idParam(c.params.droplet_id));
}

// The list trails behind: the newest droplets are at its end and are left out for a while.
function visible(c: Context, list: SortedList<DropletRecord>): number {
  const lag = c.store.options.listLag;
  let count = list.size;
  if (lag > 0) { while (count > 0 && (list.items[count - 1]?.created ?? 0) > c.now - lag) count--; }
  return count;
}

function selected(c: Context): SortedList<DropletRecord> {
  const { store, query } = c;
  const name = query.get("name");
  const tag = query.get("tag_name");
  if (name !== null && tag !== null) {
    throw unprocessable("The name and tag_name filters can't be combined.");
  }
  if (tag !== null) return taggedWith(store, "droplets", tag);
  const kind = store.droplets.all("hasGpu", query.get("type") === "gpus");
  if (name === null) return kind;
  const named = store.droplets.all("name", name.toLowerCase());
  return new SortedList(named.items.filter(({ id }) => kind.find(id) !== undefined));
}

function list(c: Context): Answer {
  const droplets = selected(c);
  const total = visible(c, droplets);
  return textAnswer(
    c,
    "droplets",
    total,
    (offset, limit) => droplets.page(offset, Math.max(0, Math.min(limit, total - offset))),
    (droplet) => dropletText(c.store, droplet),
  );
}

/**
 * Deletes a droplet; its IPs stay, unassigned, and so do its snapshots and backups.
 *
 * @param destroyed What the action is to remember.
 */
export function deleteDroplet(store: Store, droplet: DropletRecord, destroyed?: Json): void {
  destroyDroplet(store, droplet, destroyed);
  replaceLostNode(store, droplet);
}

function deleteByTag(c: Context): Answer {
  const tag = c.query.get("tag_name");
  if (tag === null || tag === "") throw unprocessable("Tag name can't be blank");
  if (tagNamed(c.store, tag) === undefined) throw notFound();
  for (const droplet of [...taggedWith(c.store, "droplets", tag).items]) {
    deleteDroplet(c.store, droplet);
  }
  return { status: 204 };
}

function imagesById(c: Context, key: string, ids: readonly number[]): Answer {
  const images = ids.map((id) => c.store.images.find(id)).filter((i): i is ImageRecord => !!i);
  return arrayAnswer(c, key, images, dropletImageView);
}

function neighbors(c: Context): Answer {
  const droplet = dropletOf(c);
  const others = c.store.droplets.all("host", droplet.host).items.filter((d) => d !== droplet);
  return arrayAnswer(c, "droplets", others, (other) => dropletView(c.store, other));
}

function neighborIds(c: Context): Answer {
  const groups: number[][] = [];
  for (const { items } of c.store.droplets.groups("host")) {
    if (items.length > 1) groups.push(items.map((droplet) => droplet.id));
  }
  return { status: 200, body: { neighbor_ids: groups } };
}

/** Droplets and what belongs to them, but for their actions. */
export const DROPLET_ROUTES: readonly Route[] = [
  ...crud({
    path: "/v2/droplets",
    key: "droplet_id",
    names: ["droplet", "droplets"],
    scope: "droplet",
    view: ({ store }, droplet) => dropletView(store, droplet),
    find: dropletOf,
    list: { handler: list },
    create: createDroplets,
    remove: ({ store }, droplet) => deleteDroplet(store, droplet),
  }),
  { method: "DELETE", path: "/v2/droplets", scope: "droplet:delete", handler: deleteByTag },
  {
    method: "GET",
    path: "/v2/droplets/{droplet_id}/snapshots",
    scope: "droplet:read",
    handler: (c) => imagesById(c, "snapshots", dropletOf(c).snapshot_ids),
  },
  {
    method: "GET",
    path: "/v2/droplets/{droplet_id}/backups",
    scope: "droplet:read",
    handler: (c) => imagesById(c, "backups", dropletOf(c).backup_ids),
  },
  {
    method: "GET",
    path: "/v2/droplets/{droplet_id}/kernels",
    scope: "droplet:read",
    handler: (c) => (dropletOf(c), arrayAnswer(c, "kernels", KERNELS, (kernel) => kernel)),
  },
  {
    method: "GET",
    path: "/v2/droplets/{droplet_id}/neighbors",
    scope: "droplet:read",
    handler: neighbors,
  },
  {
    method: "GET",
    path: "/v2/reports/droplet_neighbors_ids",
    scope: "droplet:read",
    handler: neighborIds,
  },
];
