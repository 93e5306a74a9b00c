import type { CallOptions, Requester } from "../core/requester.ts";
import { type Converter, Resource } from "../core/resource.ts";
import { build } from "../links/build.ts";
import type { Droplet, DropletRef, DropletReference } from "./droplet.ts";

/** The base of parts of a droplet, which know the droplet that they belong to. */
export abstract class ResourceWithDroplet extends Resource {
  /** The droplet that this belongs to, or `null`. Not part of the JSON. */
  declare readonly droplet: DropletReference | null;

  /** Builds a part of a droplet; sends nothing. */
  constructor(
    client: Requester,
    data: object,
    droplet: DropletReference | null,
    converters: Record<string, Converter> = {},
  ) {
    super(client, data, converters);
    Object.defineProperty(this, "droplet", { value: droplet, enumerable: false });
  }

  /**
   * Fetches the droplet that this belongs to, or `null` if {@linkcode droplet} is `null`.
   *
   * @throws {DOAPIError} If the API refuses.
   */
  async fetchDroplet(options: CallOptions = {}): Promise<Droplet | null> {
    if (this.droplet === null) return null;
    return await build("droplet", this.client, this.droplet as DropletRef).fetch(options);
  }
}
