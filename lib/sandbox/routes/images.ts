import { crud } from "../http/crud.ts";
import { addImage, findImage, removeImage } from "../rules/images.ts";
import { taggedWith } from "../rules/tags.ts";
import { startAction } from "../rules/actions.ts";
import {
  APPLICATION_IMAGES,
  DISTRIBUTION_IMAGES,
  PUBLIC_IMAGES,
} from "../seed/catalogue/images.ts";
import { findRegion } from "../seed/catalogue/regions.ts";
import { forbidden, notFound, unprocessable } from "../http/errors.ts";
import { arrayAnswer, listAnswer, sortedAnswer } from "../http/paging.ts";
import type { Answer, Context, Route } from "../http/router.ts";
import type { ImageRecord } from "../state/records.ts";
import { optionalString, requiredString, tagNames } from "../http/validate.ts";
import { imageView } from "./views.ts";

/** The image that the path names, by id or slug. */
export function imageOf(c: Context): ImageRecord {
  const image = findImage(c.store, c.params.image_id as string);
  if (image === undefined) throw notFound();
  return image;
}

/** An image of the account. */
function own(image: ImageRecord): ImageRecord {
  // A public image can be read by everyone and changed by nobody.
  if (image.public) throw forbidden();
  return image;
}

/** The image that the path names, if it belongs to the account. */
export function privateImageOf(c: Context): ImageRecord {
  return own(imageOf(c));
}

function list(c: Context): Answer {
  const type = c.query.get("type");
  const tag = c.query.get("tag_name");
  if (tag !== null) return sortedAnswer(c, "images", taggedWith(c.store, "images", tag), imageView);
  if (c.query.get("private") === "true") {
    return sortedAnswer(c, "images", c.store.images, imageView);
  }
  if (type === "distribution") return arrayAnswer(c, "images", DISTRIBUTION_IMAGES, imageView);
  if (type === "application") return arrayAnswer(c, "images", APPLICATION_IMAGES, imageView);

  const mine = c.store.images;
  const open = PUBLIC_IMAGES.length;
  return listAnswer(c, "images", open + mine.size, (offset, limit) => {
    const head = PUBLIC_IMAGES.slice(offset, offset + limit);
    return [...head, ...mine.page(Math.max(0, offset - open), limit - head.length)];
  }, imageView);
}

/** The distributions that an image can be said to be of. */
const DISTRIBUTIONS: readonly string[] = [
  "Arch Linux",
  "CentOS",
  "CoreOS",
  "Debian",
  "Fedora",
  "Fedora Atomic",
  "FreeBSD",
  "Gentoo",
  "openSUSE",
  "RancherOS",
  "Rocky Linux",
  "Ubuntu",
  "Unknown",
  // The description lists it as "Unknown" alone, and the API gives it back as it was sent.
  "Unknown OS",
];

/** The distribution that a body names; one that is not known is called so. */
function distributionOf(body: Context["body"]): string | undefined {
  const name = optionalString(body, "distribution");
  return name === undefined || DISTRIBUTIONS.includes(name) ? name : "Unknown";
}

function importImage(c: Context): Answer {
  const { store, body } = c;
  const name = requiredString(body, "name");
  const url = requiredString(body, "url");
  const region = requiredString(body, "region");
  if (!URL.canParse(url)) throw unprocessable("Url is invalid");
  if (findRegion(region)?.available !== true) throw unprocessable("Region is invalid");
  const image: ImageRecord = {
    id: store.state.counters.image++,
    name,
    distribution: distributionOf(body) ?? "Unknown",
    slug: null,
    public: false,
    regions: [region],
    created: c.now,
    min_disk_size: 7,
    type: "custom",
    size_gigabytes: 1,
    description: optionalString(body, "description") ?? "",
    tags: tagNames(body),
    status: "NEW",
    droplet_id: null,
  };
  addImage(store, image);
  startAction(store, { type: "create", resource_type: "image", resource_id: image.id, region });
  return { status: 202, body: { image: imageView(image) } };
}

function update({ body }: Context, image: ImageRecord): void {
  if (optionalString(body, "name") !== undefined) image.name = requiredString(body, "name");
  image.distribution = distributionOf(body) ?? image.distribution;
  image.description = optionalString(body, "description") ?? image.description;
}

/** Images: the public catalogue and the account's own. */
export const IMAGE_ROUTES: readonly Route[] = crud({
  path: "/v2/images",
  key: "image_id",
  names: ["image", "images"],
  scope: "image",
  view: (_c, image) => imageView(image),
  find: imageOf,
  list: { handler: list },
  create: importImage,
  update: (c, image) => update(c, own(image)),
  remove: ({ store }, image) => removeImage(store, own(image)),
});
