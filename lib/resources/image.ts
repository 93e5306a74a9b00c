import { timestamp } from "../core/dates.ts";
import { path } from "../api/path.ts";
import type { CallOptions, ExtraOptions, ListOptions, Requester } from "../core/requester.ts";
import {
  exposeFields,
  type Fields,
  identifier,
  type Open,
  refData,
  type Reference,
} from "../core/resource.ts";
import type { WaitOptions } from "../core/wait.ts";
import type { Action } from "./action.ts";
import { Actionable } from "./actionable.ts";
import { builds } from "../links/build.ts";
import type { Droplet, DropletReference } from "./droplet.ts";
import type { RegionRef } from "./region.ts";

/** The API's fields of an image. */
export interface ImageFields {
  /** The unique identifier of the image. */
  id: number;
  /** When the image was made. */
  created_at: Date;
  /** What the image is, in words. */
  description: string | null;
  /** The Linux distribution that the image is based on. */
  distribution: string;
  /** The smallest disk, in gigabytes, that a droplet needs for the image. */
  min_disk_size: number;
  /** A name for people. */
  name: string;
  /** Whether the image is available to all accounts. */
  public: boolean;
  /** The slugs of the regions in which the image is available. */
  regions: string[];
  /** The size of the image in gigabytes. */
  size_gigabytes: number;
  /** The unique slug of a public image, otherwise `null`. */
  slug: string | null;
  /** Whether the image can be used; `"NEW"` or `"pending"` while it is being made. */
  status: Open<ImageStatus>;
  /** The tags of the image. */
  tags: string[];
  /** What kind of image it is. */
  type: Open<ImageType>;
}

/** The states of an image. */
export type ImageStatus = "NEW" | "available" | "pending" | "deleted" | "retired";

/** The types of images. */
export type ImageType = "base" | "snapshot" | "backup" | "custom" | "admin";

/** Options of {@linkcode Image.updateImage}. */
export interface UpdateImageOptions extends ExtraOptions {
  /** What the image is, in words. */
  description?: string | undefined;
  /** The distribution of a custom image. */
  distribution?: string | undefined;
}

/** An image built from its id or its slug, whose other fields may be missing. */
export type ImageReference<K extends "id" | "slug" = "id" | "slug"> = K extends "id"
  ? Reference<Image, ImageFields, "id">
  : Reference<Image, ImageFields, never> & { slug: string };

/** What identifies an image: id, slug, an object with either, or an {@linkcode Image}. */
export type ImageRef =
  | number
  | bigint
  | string
  | { readonly id: number | bigint; readonly resourceType?: "image" }
  | { readonly slug: string; readonly resourceType?: "image" };

/** Which field a reference of each type stands for. */
const IDS = { number: "id", string: "slug" };

/** Options of `fetchAllImages()`. */
export interface ListImagesOptions extends ListOptions {
  /** Only images of this type. */
  type?: Open<"distribution" | "application"> | null | undefined;
  /** Only the account's own images. */
  private?: boolean | undefined;
}

/**
 * An operating system image that droplets are made from: a distribution, an application, or a
 * snapshot or backup of the account.
 *
 * @see https://docs.digitalocean.com/reference/api/reference/images/
 *
 * @example
 * ```ts
 * import { DOAPI } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
 * const image = await doapi.fetchImageBySlug("debian-12-x64");
 * console.log(String(image), image.public); // debian-12-x64 true
 * ```
 */
export class Image extends Actionable {
  /** The fields, as the API names them. */
  declare readonly fields: ImageFields & Fields;
  /**
   * The droplet that the image belongs to: set for `droplet.image` and the images listed by a
   * droplet's `fetchAllBackups()` and `fetchAllSnapshots()`, otherwise `null`. Not part of the JSON.
   */
  declare readonly droplet: DropletReference | null;

  /** Builds an image from its id, its slug or (partial) data; sends nothing. */
  constructor(client: Requester, data: ImageRef, droplet: DropletReference | null = null) {
    super(client, refData(data, "image", IDS), {
      created_at: timestamp,
    });
    Object.defineProperty(this, "droplet", { value: droplet, enumerable: false });
  }

  /** Always `"image"`. */
  override get resourceType(): "image" {
    return "image";
  }

  /** The endpoint for operations on the image: by id, or by slug where only that is known. */
  override get url(): string {
    return this.client.endpoint + path`/v2/images/${imageId(this)}`;
  }

  /**
   * Fetches the droplet that the image belongs to, or `null` if {@linkcode droplet} is `null`.
   *
   * @throws {DOAPIError} If the API refuses.
   */
  async fetchDroplet(options: CallOptions = {}): Promise<Droplet | null> {
    return this.droplet === null ? null : await this.droplet.fetch(options);
  }

  /**
   * Renames the image.
   *
   * @returns The image as it is afterwards.
   * @throws {DOAPIError} If the API refuses.
   */
  updateImage(name: string, options: UpdateImageOptions = {}): Promise<Image> {
    const { signal, extra, ...fields } = options;
    return this.send("update", { method: "PUT", data: { name, ...fields, ...extra }, signal });
  }

  /** Makes the image available in another region. */
  transfer(region: RegionRef, options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "transfer", region: slugOf(region) }, options);
  }

  /** Converts the image, a backup, to a snapshot. */
  convert(options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "convert" }, options);
  }

  /**
   * Waits until the image's most recent action has ended, well or not.
   *
   * @returns The image as it is afterwards, or as last seen if `waitTime` ran out or the signal
   * aborted.
   * @throws {DOAPIError} If the API refuses.
   */
  wait(options: WaitOptions<Image> = {}): Promise<Image> {
    return this.waitForLastAction(options as WaitOptions<this>);
  }

  /**
   * The image's slug.
   *
   * @throws {TypeError} If the image has none.
   */
  override toString(): string {
    if (typeof this.slug === "string") return this.slug;
    throw new TypeError(`Image ${this.exact("id")} has no slug`);
  }

  /** The image's id, so that `Number(image)` gives it. */
  override valueOf(): number {
    return this.id;
  }
}

/** The fields of an image are also its properties. */
export interface Image extends ImageFields {}

exposeFields(Image, [
  "id",
  "created_at",
  "description",
  "distribution",
  "min_disk_size",
  "name",
  "public",
  "regions",
  "size_gigabytes",
  "slug",
  "status",
  "tags",
  "type",
]);

builds("image", Image);

/** The slug of a region or size, however it is given. */
export function slugOf(ref: string | { readonly slug: string }): string {
  return typeof ref === "string" ? ref : ref.slug;
}

/** What the API takes for an image: its id, or its slug where only that is known. */
export function imageId(ref: ImageRef): number | bigint | string {
  return identifier(ref, "image", IDS);
}
