import { endBilling, ofImage } from "../kinds/billing/charges.ts";
import { findPublicImage } from "../seed/catalogue/images.ts";
import type { DropletRecord, ImageRecord } from "../state/records.ts";
import type { Store } from "../state/store.ts";
import { firstTags } from "./tags.ts";

/** The public or private image with that id or slug. */
export function findImage(store: Store, idOrSlug: number | string): ImageRecord | undefined {
  const id = typeof idOrSlug === "string" && /^\d+$/.test(idOrSlug) ? Number(idOrSlug) : idOrSlug;
  return findPublicImage(id) ?? (typeof id === "number" ? store.images.find(id) : undefined);
}

/** The image that a droplet was made from, even if it has been deleted since. */
export function imageOf(store: Store, { image_id: id }: DropletRecord): ImageRecord | undefined {
  return findImage(store, id) ?? store.state.deleted_images.find((image) => image.id === id);
}

/** Adds a private image. */
export function addImage(store: Store, image: ImageRecord): void {
  image.tags = firstTags(store, "images", image);
  store.images.add(image);
}

/** Deletes a private image. */
export function removeImage(store: Store, image: ImageRecord): void {
  const droplet = image.droplet_id === null ? undefined : store.droplets.find(image.droplet_id);
  if (droplet !== undefined) {
    droplet.snapshot_ids = droplet.snapshot_ids.filter((id) => id !== image.id);
    droplet.backup_ids = droplet.backup_ids.filter((id) => id !== image.id);
  }
  endBilling(store, ofImage(image));
  store.images.remove(image);
  image.status = "deleted";
  // A droplet goes on naming the image it was made from after that is gone.
  if (store.droplets.get("image", image.id)) store.state.deleted_images.push(image);
}
